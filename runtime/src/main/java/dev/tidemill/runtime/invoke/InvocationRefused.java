package dev.tidemill.runtime.invoke;

/** An asynchronous invocation was not accepted. */
public final class InvocationRefused extends RuntimeException {

  private final String code;

  InvocationRefused(String code, String message) {
    super(message);
    this.code = code;
  }

  /** {@code RequestTooLargeException} or {@code ResourceNotFoundException}, as Lambda says. */
  public String code() {
    return code;
  }
}
