package dev.tidemill.runtime.function;

import java.util.OptionalInt;

/** How many processes a function may have at a time. */
public enum Instances {
  /** One: calls wait for each other and keep their order. */
  ONE,
  /**
   * As many as {@code concurrency} says, and a call beyond them is throttled, as with <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">reserved
   * concurrency</a>; where it is not declared as many as this machine has cores, and a call beyond
   * them waits.
   */
  DECLARED;

  /**
   * What that means for one function.
   *
   * @param concurrency as declared
   */
  Limit limit(OptionalInt concurrency) {
    if (this == ONE) {
      return Limit.ONE;
    }
    return concurrency.isPresent()
        ? new Limit(concurrency.getAsInt(), false)
        : new Limit(Runtime.getRuntime().availableProcessors(), true);
  }
}
