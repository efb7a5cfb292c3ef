package dev.tidemill.runtime.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * How the API's records are JSON: times as ISO text, durations as milliseconds, empty optionals as
 * null. Unknown fields are skipped, since an older command may talk to a newer {@code up}.
 */
public final class ApiJson {

  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), values())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ApiJson() {}

  /** A document over several lines, for programs that read what a command prints. */
  public static String document(Object value) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static SimpleModule values() {
    return new SimpleModule()
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addSerializer(LocalDate.class, ToStringSerializer.instance)
        .addSerializer(LocalDateTime.class, ToStringSerializer.instance)
        .addSerializer(Path.class, ToStringSerializer.instance)
        .addSerializer(Duration.class, new Milliseconds())
        .addDeserializer(Instant.class, new InstantReader())
        .addDeserializer(Path.class, new PathReader())
        .addDeserializer(Duration.class, new MillisecondsReader());
  }

  private static final class Milliseconds extends JsonSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(milliseconds(value));
    }
  }

  /** To the microsecond. */
  static double milliseconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }

  static Duration duration(double milliseconds) {
    return Duration.ofNanos(Math.round(milliseconds * 1e6));
  }

  private static final class MillisecondsReader extends JsonDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return duration(json.getDoubleValue());
    }
  }

  private static final class InstantReader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return Instant.parse(json.getText());
    }
  }

  private static final class PathReader extends JsonDeserializer<Path> {
    @Override
    public Path deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return Path.of(json.getText());
    }
  }
}
