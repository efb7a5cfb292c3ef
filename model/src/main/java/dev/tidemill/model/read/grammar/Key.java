package dev.tidemill.model.read.grammar;

import java.util.Optional;

/**
 * A key of a mapping.
 *
 * @param required whether it must be there
 * @param fixed whether it is the same in every stage
 * @param slice the release step in which it works
 * @param fallback the default, as it would be written
 * @param hint what to write where a required key is missing
 */
public record Key(
    String name,
    Shape shape,
    boolean required,
    boolean fixed,
    int slice,
    Optional<String> fallback,
    String hint) {

  /** An optional key that works from the first release step on. */
  static Key key(String name, Shape shape) {
    return new Key(name, shape, false, false, 1, Optional.empty(), "");
  }

  /** The same key, which must be there. */
  Key required(String newHint) {
    return new Key(name, shape, true, fixed, slice, fallback, newHint);
  }

  /** The same key, which may be left out. */
  Key optional() {
    return new Key(name, shape, false, fixed, slice, fallback, hint);
  }

  /** The same key, which no stage changes. */
  Key inEveryStage() {
    return new Key(name, shape, required, true, slice, fallback, hint);
  }

  /** The same key, which works from a later release step on. */
  Key from(int newSlice) {
    return new Key(name, shape, required, fixed, newSlice, fallback, hint);
  }

  /** The same key with a default. */
  Key or(String newFallback) {
    return new Key(name, shape, required, fixed, slice, Optional.of(newFallback), hint);
  }
}
