package dev.tidemill.functions;

/** An event did not reach its stream: the invocation fails with it. */
public final class DeliveryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DeliveryException(String message) {
    super(message);
  }

  DeliveryException(String message, Throwable cause) {
    super(message, cause);
  }
}
