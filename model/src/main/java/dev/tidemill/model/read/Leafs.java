package dev.tidemill.model.read;

import dev.tidemill.model.read.grammar.Value;

/** Takes values out of leaves that are known to hold them. */
final class Leafs {

  private Leafs() {}

  /** A value that keeps its text beside it. */
  static <T> T written(Value value, Class<T> type) {
    return type.cast(((Value.Written) ((Value.Leaf) value).value()).value());
  }
}
