package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;

/** A scalar, read by its text: what it means is decided by where it stands. */
public final class YamlScalar implements YamlNode {

  /** How a scalar is written. */
  public enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED
  }

  private final String text;
  private final Style style;
  private final SourceText source;
  private final int start;
  private final int end;
  private int[] offsets;

  YamlScalar(String text, Style style, SourceText source, int start, int end) {
    this.text = text;
    this.style = style;
    this.source = source;
    this.start = start;
    this.end = end;
  }

  /** A plain scalar that stands in no file, like an option's value. */
  public static YamlScalar of(String text, SourceText source) {
    return new YamlScalar(text, Style.PLAIN, source, 0, source.text().length());
  }

  /** Another text at the same place: what a shorthand or a default stands for. */
  public YamlScalar meaning(String other) {
    YamlScalar scalar = new YamlScalar(other, Style.PLAIN, source, start, end);
    scalar.offsets = new int[0];
    return scalar;
  }

  public String text() {
    return text;
  }

  public boolean isPlain() {
    return style == Style.PLAIN;
  }

  @Override
  public Position position() {
    return source.position(start, end);
  }

  /** The place of a part of {@link #text()}, as nearly as the way of writing lets it be told. */
  public Position position(int offset, int length) {
    if (offset == 0 && length >= text.length()) {
      return position();
    }
    if (offsets == null) {
      offsets = ScalarOffsets.of(text, source.text(), start, end, style);
    }
    if (offset >= offsets.length || length <= 0) {
      return position();
    }
    int last = Math.min(offset + length, offsets.length) - 1;
    return source.position(offsets[offset], offsets[last] + 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
