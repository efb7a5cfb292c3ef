package dev.tidemill.runtime.job;

/**
 * A run that is not started, or a stop that is not possible. The message is one line for the user.
 */
public final class JobRefused extends RuntimeException {

  private final String code;

  /**
   * Says why.
   *
   * @param code {@code unknown-name}, {@code job-disabled}, {@code concurrent-runs}, {@code
   *     stopping}, or that of an {@link dev.tidemill.engine.EngineException}
   */
  public JobRefused(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
