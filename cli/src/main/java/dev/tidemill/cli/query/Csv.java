package dev.tidemill.cli.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of comma-separated values (<a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>).
 */
public final class Csv {

  private Csv() {}

  /** The values; null is nothing at all, an empty text is {@code ""}. */
  public static String line(List<?> values) {
    return values.stream().map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text = CellText.of(value);
    boolean quoted =
        text.isEmpty()
            || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
