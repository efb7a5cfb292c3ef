package dev.tidemill.engine.decode;

import static dev.tidemill.engine.decode.Columns.column;
import static dev.tidemill.engine.decode.Columns.struct;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Primitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;

class JsonDecoderPropertiesTest {

  private static final ColumnType.Struct COLUMNS =
      struct(
          column("text", Primitive.STRING),
          column("number", Primitive.LONG),
          column("fraction", Primitive.DOUBLE),
          column("list", new ColumnType.ListOf(Primitive.STRING)),
          column("map", new ColumnType.MapOf(Primitive.LONG)),
          column("inner", struct(column("flag", Primitive.BOOLEAN))));

  private static final JsonDecoder DECODER = new JsonDecoder(COLUMNS, 1 << 20);

  record Event(
      String text, Long number, double fraction, List<String> list, Map<String, Long> map) {}

  @Provide
  Arbitrary<Event> events() {
    Arbitrary<String> texts =
        Arbitraries.strings().all().ofMaxLength(20).filter(text -> !Utf8.hasLoneSurrogate(text));
    return Combinators.combine(
            texts.injectNull(0.1),
            Arbitraries.longs().injectNull(0.1),
            Arbitraries.doubles(),
            texts.injectNull(0.1).list().ofMaxSize(5),
            Arbitraries.maps(texts, Arbitraries.longs()).ofMaxSize(5))
        .as(Event::new);
  }

  @Property(tries = 300)
  void readsWhatWasWritten(@ForAll("events") Event event) throws IOException {
    Decoded decoded = DECODER.decode(json(event));
    assertThat(decoded).isInstanceOf(Decoded.Good.class);
    assertThat(event(((Decoded.Good) decoded).row())).isEqualTo(event);
  }

  private static byte[] json(Event event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeFieldName("unlisted");
      json.writeString(event.text());
      json.writeStringField("text", event.text());
      json.writeFieldName("number");
      json.writeNumber(String.valueOf(event.number()));
      json.writeNumberField("fraction", event.fraction());
      json.writeArrayFieldStart("list");
      for (String element : event.list()) {
        json.writeString(element);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("map");
      for (Map.Entry<String, Long> entry : event.map().entrySet()) {
        json.writeNumberField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static Event event(InternalRow row) {
    List<String> list = new ArrayList<>();
    for (Object element : row.getArray(3).toObjectArray(DataTypes.StringType)) {
      list.add(element == null ? null : element.toString());
    }
    Map<String, Long> map = new java.util.HashMap<>();
    MapData entries = row.getMap(4);
    for (int i = 0; i < entries.numElements(); i++) {
      map.put(entries.keyArray().getUTF8String(i).toString(), entries.valueArray().getLong(i));
    }
    return new Event(
        row.isNullAt(0) ? null : row.getString(0),
        row.isNullAt(1) ? null : row.getLong(1),
        row.getDouble(2),
        list,
        map);
  }

  @Property(tries = 2000)
  void takesAnyBytesWithoutThrowing(@ForAll byte[] message) {
    assertThat(DECODER.decode(message)).isNotNull();
  }

  @Provide
  Arbitrary<String> almostJson() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\"text\"",
            "\"list\"",
            "\"map\"",
            "\"inner\"",
            "\"a\"",
            "1",
            "-",
            "1.5",
            "e9",
            "true",
            "nul",
            "null",
            " ",
            "\\u",
            "\\ud800",
            "\ufeff",
            "ż",
            "\n",
            "'",
            "/*",
            "\0")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 2000)
  void takesAlmostJsonWithoutThrowing(@ForAll("almostJson") String message) {
    byte[] bytes = ("{\"text\":" + message).getBytes(StandardCharsets.UTF_8);
    Decoded decoded = DECODER.decode(bytes);
    if (decoded instanceof Decoded.Bad bad) {
      assertThat(bad.detail()).hasSizeLessThanOrEqualTo(200);
    }
  }
}
