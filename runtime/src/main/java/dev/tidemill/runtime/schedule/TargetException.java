package dev.tidemill.runtime.schedule;

/** A target did not take what it was sent. */
public final class TargetException extends RuntimeException {

  private final String errorCode;
  private final boolean retryable;

  /**
   * Says why.
   *
   * @param errorCode of the target's service: {@code ResourceNotFoundException}
   * @param retryable whether it may succeed later
   */
  public TargetException(String errorCode, String message, boolean retryable) {
    super(message);
    this.errorCode = errorCode;
    this.retryable = retryable;
  }

  /** The target's name for it. */
  public String errorCode() {
    return errorCode;
  }

  /** Whether it may succeed later. */
  public boolean isRetryable() {
    return retryable;
  }
}
