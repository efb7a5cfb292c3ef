package dev.tidemill.model.read;

import dev.tidemill.model.read.grammar.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes values as JSON. */
final class JsonText {

  private JsonText() {}

  /** A text that is an object or a list already stays as it is. */
  static String of(Object value) {
    return value instanceof String text && text.strip().matches("(?s)\\{.*}|\\[.*]")
        ? text.strip()
        : json(value);
  }

  private static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quote(String.valueOf(entry.getKey())) + ":" + json(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonText::json).collect(Collectors.joining(",", "[", "]"));
    }
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    return quote(Scope.text(value));
  }

  private static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
