package dev.tidemill.runtime.function;

/** Where calls of functions go. */
@FunctionalInterface
public interface Invoker {

  /**
   * Calls a function and waits until it has answered, its time is over, or its process has ended.
   * How it went is in the result: a function that fails is no exception.
   *
   * @param function its id in the definition
   * @param event JSON in UTF-8
   * @param requestId what the function and its log know the call by; a call that is made again
   *     because it failed keeps it
   * @throws InterruptedException if this thread is interrupted; the process that works on the call
   *     is ended then
   */
  Invocation invoke(String function, byte[] event, String requestId) throws InterruptedException;
}
