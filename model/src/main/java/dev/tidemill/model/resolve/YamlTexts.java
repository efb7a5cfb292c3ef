package dev.tidemill.model.resolve;

import java.util.regex.Pattern;

/** Writes scalars of YAML, quoted where they would be read as something else. */
final class YamlTexts {

  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}0-9_/$.(](?:[^:#\\p{Cntrl}]|:(?![ ]|$)|(?<! )#)*(?<! )");
  private static final Pattern TYPED =
      Pattern.compile("~|null|true|false|-?[0-9].*", Pattern.CASE_INSENSITIVE);

  private YamlTexts() {}

  static String key(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  /** Text that is read by its text stays plain where it can; other text keeps its type. */
  static String scalar(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof ResolvedText.Shown shown) {
      boolean plain = isPlain(shown.text()) && !shown.text().matches("null|~");
      return plain ? shown.text() : quoted(shown.text());
    }
    if (value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    String text = value instanceof String string ? string : String.valueOf(value);
    String escaped = text.replace("${", "$${");
    return isPlain(escaped) && !TYPED.matcher(escaped).matches() ? escaped : quoted(escaped);
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                    quoted.append(String.format("\\u%04x", c));
                  } else {
                    quoted.appendCodePoint(c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
