package dev.tidemill.model.read.grammar;

import java.util.Optional;

/** Looks into values. */
final class Values {

  private Values() {}

  static <T> Optional<T> leaf(Value value, Class<T> type) {
    return value instanceof Value.Leaf leaf && type.isInstance(leaf.value())
        ? Optional.of(type.cast(leaf.value()))
        : Optional.empty();
  }
}
