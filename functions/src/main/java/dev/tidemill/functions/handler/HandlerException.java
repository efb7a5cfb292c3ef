package dev.tidemill.functions.handler;

import java.util.List;

/**
 * The handler cannot be made. Type and message are those that Lambda's Java runtime reports; where
 * that gives no type, it is {@code Runtime.BadFunctionCode}, the error type of the Runtime API.
 */
public final class HandlerException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String BAD_FUNCTION_CODE = "Runtime.BadFunctionCode";

  private final String errorType;

  HandlerException(String errorType, String message, Throwable cause) {
    super(message, cause);
    this.errorType = errorType;
  }

  /** The code cannot be a handler, and no exception says so. */
  public static HandlerException badCode(String message) {
    return new HandlerException(BAD_FUNCTION_CODE, message, null);
  }

  static HandlerException of(Throwable cause, String message) {
    return new HandlerException(cause.getClass().getName(), message, cause);
  }

  /** As {@code errorType} in Lambda's errors: a full class name, or a name of the Runtime API's. */
  public String errorType() {
    return errorType;
  }

  /** Where the author's code failed; empty if it was not running. */
  public List<StackTraceElement> trace() {
    return getCause() == null ? List.of() : StackTraces.ofAuthor(getCause());
  }
}
