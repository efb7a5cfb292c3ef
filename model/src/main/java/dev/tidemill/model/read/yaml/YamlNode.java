package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;

/** A value in the definition's text. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar, YamlNode.Unreadable {

  /** Where it stands. */
  Position position();

  /** Whether nothing is written: an empty value. */
  default boolean isNothing() {
    return this instanceof YamlScalar scalar && scalar.isPlain() && scalar.text().isEmpty();
  }

  /** Whether it takes a key back to its default: {@code null} or {@code ~}, or nothing at all. */
  default boolean isNull() {
    return this instanceof YamlScalar scalar
        && scalar.isPlain()
        && (scalar.text().isEmpty() || scalar.text().equals("null") || scalar.text().equals("~"));
  }

  /** What stands for a value that has been refused already; nothing more is said about it. */
  record Unreadable(Position position) implements YamlNode {}
}
