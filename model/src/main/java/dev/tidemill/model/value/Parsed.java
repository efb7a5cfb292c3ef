package dev.tidemill.model.value;

import java.util.Optional;
import java.util.function.Function;

/**
 * What parsing a text gave: a value, or what is wrong and what to write. Exactly one is present.
 */
public record Parsed<T>(Optional<T> value, Optional<Problem> problem) {

  public Parsed {
    if (value.isPresent() == problem.isPresent()) {
      throw new IllegalArgumentException("Neither or both of value and problem");
    }
  }

  /** A value. */
  public static <T> Parsed<T> of(T value) {
    return new Parsed<>(Optional.of(value), Optional.empty());
  }

  /** No value. */
  public static <T> Parsed<T> wrong(Problem problem) {
    return new Parsed<>(Optional.empty(), Optional.of(problem));
  }

  /** The value changed, or the same problem. */
  public <R> Parsed<R> map(Function<? super T, ? extends R> change) {
    return new Parsed<>(value.map(change), problem);
  }
}
