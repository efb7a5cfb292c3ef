package dev.tidemill.runtime.function;

import java.util.List;

/**
 * Why an invocation failed, in Lambda's words.
 *
 * @param errorType the class of what the handler threw, or Lambda's name, such as {@code
 *     Sandbox.Timedout} or {@code Runtime.ExitError}
 */
public record InvocationError(
    String errorType, String errorMessage, List<String> stackTrace, Kind kind) {

  /** What failed. */
  public enum Kind {
    /** The handler threw, or its result cannot be taken. The process goes on. */
    HANDLER,
    /** It took longer than the function's timeout, and its process was ended. */
    TIMEOUT,
    /** The process ended before it answered. */
    EXIT,
    /** The process could not make the handler, or never asked for an event. */
    INIT,
    /** No process took the event up. */
    NOT_STARTED,
    /** As many calls as the function may have were running; the call may be made again later. */
    THROTTLED
  }

  public InvocationError {
    stackTrace = List.copyOf(stackTrace);
  }

  static InvocationError of(Kind kind, String type, String message) {
    return new InvocationError(type, message, List.of(), kind);
  }
}
