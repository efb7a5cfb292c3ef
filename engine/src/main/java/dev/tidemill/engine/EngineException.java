package dev.tidemill.engine;

import java.util.Optional;

/**
 * A run or a query that cannot go on, said in one line that a user can act on.
 *
 * <p>The message needs no stack trace beside it; the cause is for the log.
 */
public class EngineException extends RuntimeException {

  private final String code;

  /**
   * A failure with a stable code, kebab-case: {@code rolled-back}.
   *
   * @param code empty text where there is none
   */
  public EngineException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public EngineException(String code, String message) {
    this(code, message, null);
  }

  /** The stable code of this kind of failure, as {@code check --explain} knows it. */
  public Optional<String> code() {
    return code.isEmpty() ? Optional.empty() : Optional.of(code);
  }
}
