package dev.tidemill.runtime.api;

/** What was asked cannot be done; the message is one line for the user. */
public class OperationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Why why;
  private final String code;

  /** Why, as HTTP says it. */
  public enum Why {
    /** The request is not well-formed, or the SQL is wrong. */
    WRONG(400),
    /** There is no such function, job, stream or schedule. */
    UNKNOWN(404),
    /** Not in the present state: the job runs already, its table was rolled back. */
    REFUSED(409),
    /** All instances of a function are busy. */
    THROTTLED(429),
    /** A part that is needed is away for the moment. */
    UNAVAILABLE(503);

    private final int status;

    Why(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /**
   * A refusal.
   *
   * @param code stable, kebab-case: {@code unknown-name}
   */
  public OperationException(Why why, String code, String message) {
    super(message);
    this.why = why;
    this.code = code;
  }

  /** The kind of failure. */
  public Why why() {
    return why;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
