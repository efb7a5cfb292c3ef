package dev.tidemill.runtime.function;

import dev.tidemill.model.Function;

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

  Limit limit(Function function) {
    return new Limit(1, true);
  }

  /**
   * How many calls of a function run side by side.
   *
   * @param waits whether one more waits until another has ended; if not, it is throttled
   */
  record Limit(int most, boolean waits) {}
}
