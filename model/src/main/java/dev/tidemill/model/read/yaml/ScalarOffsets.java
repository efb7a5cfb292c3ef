package dev.tidemill.model.read.yaml;

import dev.tidemill.model.read.yaml.YamlScalar.Style;

/** Where in the source each char of a scalar's text stands: undoes quotes, escapes and folding. */
final class ScalarOffsets {

  private final String text;
  private final String source;
  private final int end;
  private final Style style;
  private int at;

  private ScalarOffsets(String text, String source, int start, int end, Style style) {
    this.text = text;
    this.source = source;
    this.end = end;
    this.style = style;
    this.at = start;
  }

  /** An offset for each char of the text; an empty array if the two do not fit. */
  static int[] of(String text, String source, int start, int end, Style style) {
    return new ScalarOffsets(text, source, start, end, style).walk();
  }

  private int[] walk() {
    skipOpening();
    int[] offsets = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      if (isBlank(text.charAt(i))) {
        offsets[i] = Math.min(at, Math.max(end - 1, 0));
        if (at < end && source.charAt(at) == '\\' && style == Style.DOUBLE_QUOTED) {
          at += escapeLength();
        } else if (at < end && isBlank(source.charAt(at)) && !blankFollows(i)) {
          skipBlanks();
        } else if (at < end && isBlank(source.charAt(at))) {
          at++;
        }
        continue;
      }
      skipContinuation();
      if (at >= end) {
        return new int[0];
      }
      offsets[i] = at;
      if (!take(text.charAt(i))) {
        return new int[0];
      }
    }
    return offsets;
  }

  private boolean blankFollows(int index) {
    return index + 1 < text.length() && isBlank(text.charAt(index + 1));
  }

  private void skipOpening() {
    switch (style) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> at++;
      case LITERAL, FOLDED -> {
        while (at < end && source.charAt(at) != '\n' && source.charAt(at) != '\r') {
          at++;
        }
        if (text.isEmpty() || !isBlank(text.charAt(0))) {
          skipBlanks();
        }
      }
      case PLAIN -> {}
    }
  }

  private void skipBlanks() {
    while (at < end && isBlank(source.charAt(at))) {
      at++;
    }
  }

  private void skipContinuation() {
    boolean foldsAway = style != Style.DOUBLE_QUOTED;
    if (at < end && isBlank(source.charAt(at)) && foldsAway) {
      skipBlanks();
    }
    while (!foldsAway && at + 1 < end && source.charAt(at) == '\\' && isBlank(next())) {
      at++;
      skipBlanks();
    }
  }

  private char next() {
    return source.charAt(at + 1);
  }

  private boolean take(char c) {
    char written = source.charAt(at);
    if (style == Style.DOUBLE_QUOTED && written == '\\' && at + 1 < end) {
      if (!Character.isLowSurrogate(c) || at == 0) {
        at += escapeLength();
      }
      return true;
    }
    if (written != c) {
      return style == Style.DOUBLE_QUOTED && Character.isLowSurrogate(c);
    }
    boolean doubled = style == Style.SINGLE_QUOTED && c == '\'' && at + 1 < end && next() == '\'';
    at += doubled ? 2 : 1;
    return true;
  }

  private int escapeLength() {
    if (at + 1 >= end) {
      return 1;
    }
    return switch (next()) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
