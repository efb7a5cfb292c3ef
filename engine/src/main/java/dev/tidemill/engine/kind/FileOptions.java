package dev.tidemill.engine.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How CSV is written.
 *
 * @param header whether the first line names the columns
 * @param escape what stands before a quote within quotes; RFC 4180 doubles it
 * @param encoding one of {@link #ENCODINGS}
 * @param nullValue a text that means null, besides nothing at all
 */
public record FileOptions(
    boolean header, char separator, char quote, char escape, String encoding, String nullValue) {

  /** The keys of {@code options}. */
  public static final List<String> KEYS =
      List.of("header", "separator", "quote", "escape", "encoding", "nullValue");

  /** What Spark reads and writes. */
  public static final List<String> ENCODINGS =
      List.of("UTF-8", "ISO-8859-1", "US-ASCII", "UTF-16", "UTF-16BE", "UTF-16LE");

  /**
   * Reads the field {@code options}. What is wrong stays at its default: see {@link #mistakes}.
   *
   * @param given as the node has it
   */
  public static FileOptions of(Optional<Object> given) {
    Map<String, Object> options = map(given);
    return new FileOptions(
        !Boolean.FALSE.equals(options.get("header")),
        letter(options, "separator", ','),
        letter(options, "quote", '"'),
        letter(options, "escape", '"'),
        text(options, "encoding").orElse("UTF-8"),
        text(options, "nullValue").orElse(""));
  }

  /** The options of a format that are none, or have a wrong value: the key and what it takes. */
  public static Map<String, String> mistakes(String format, Optional<Object> given) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    map(given)
        .forEach(
            (key, value) -> {
              if (!format.equals("csv") || !KEYS.contains(key)) {
                mistakes.put(key, "");
              } else if (!fits(key, value)) {
                mistakes.put(key, wanted(key));
              }
            });
    return mistakes;
  }

  private static boolean fits(String key, Object value) {
    return switch (key) {
      case "header" -> value instanceof Boolean;
      case "encoding" -> value instanceof String name && ENCODINGS.contains(name);
      case "nullValue" -> value instanceof String;
      default -> value instanceof String text && text.length() == 1;
    };
  }

  private static String wanted(String key) {
    return switch (key) {
      case "header" -> "true or false";
      case "encoding" -> String.join(", ", ENCODINGS);
      case "nullValue" -> "a text";
      default -> "one character";
    };
  }

  private static char letter(Map<String, Object> options, String key, char fallback) {
    return text(options, key).filter(text -> text.length() == 1).orElse("" + fallback).charAt(0);
  }

  private static Optional<String> text(Map<String, Object> options, String key) {
    return options.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Map<String, Object> map(Optional<Object> given) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (given.orElse(null) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> options.put(key.toString(), value));
    } else if (given.isPresent()) {
      options.put(given.get().toString(), given.get());
    }
    return options;
  }
}
