package dev.tidemill.runtime.invoke;

import dev.tidemill.runtime.function.Invocation;

/** Calls functions. */
@FunctionalInterface
public interface Invoker {

  /**
   * Calls a function and waits for its answer.
   *
   * <p>An error of kind {@code NOT_STARTED} means that the function was not to blame (throttled, or
   * no process could be started).
   *
   * @param event JSON in UTF-8
   * @param requestId kept when the call is repeated
   */
  Invocation invoke(String function, byte[] event, String requestId) throws InterruptedException;
}
