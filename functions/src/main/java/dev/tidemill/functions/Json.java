package dev.tidemill.functions;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.core.JsonGenerator;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.core.JsonProcessingException;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectMapper;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectWriter;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.SerializationFeature;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.nio.charset.StandardCharsets;

/**
 * Events as JSON, written by the mapper that Lambda itself writes results with, so that authors
 * need no JSON library. It differs from that one where the columns of a stream ask for it: times
 * are ISO 8601 texts, not numbers.
 */
final class Json {
  private static final ObjectWriter WRITER = writer();

  private Json() {}

  private static ObjectWriter writer() {
    ObjectMapper mapper = JacksonFactory.getInstance().getMapper().copy();
    mapper.configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false);
    mapper.configure(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS, false);
    return mapper.writer().with(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
  }

  /**
   * @throws IllegalArgumentException if the value refers to itself, or one of its getters fails
   */
  static byte[] event(Object event) {
    if (event instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (event instanceof CharSequence text) {
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
    try {
      return WRITER.writeValueAsBytes(event);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(
          "Cannot write %s as JSON: it holds itself, or is nested too deep"
              .formatted(event.getClass().getName()),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot write %s as JSON: %s".formatted(event.getClass().getName(), e.getMessage()), e);
    }
  }
}
