package dev.tidemill.engine.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;

/**
 * What a transaction sent again: its record in the topic of bookmarks.
 *
 * @param at what {@code redrivenAt} of their rows is to be
 */
record Sent(String at, List<Letter> letters) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Instant time() {
    return Instant.parse(at);
  }

  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Sent parse(String text) {
    try {
      return JSON.readValue(text, Sent.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("Not a record of a redrive: " + text, broken);
    }
  }
}
