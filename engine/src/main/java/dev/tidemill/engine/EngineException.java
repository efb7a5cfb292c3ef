package dev.tidemill.engine;

import java.util.Optional;
import java.util.Set;

/**
 * A run or a query that cannot go on, said in one line that a user can act on.
 *
 * <p>The message needs no stack trace beside it; the cause is for the log.
 */
public class EngineException extends RuntimeException {

  private static final Set<String> FINAL =
      Set.of(
          "rolled-back",
          "new-writer",
          "diverged",
          "type-mismatch",
          "bad-record",
          "unsendable",
          "job-failed");

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

  /** Whether trying again cannot help: somebody must decide or correct something first. */
  public boolean isFinal() {
    return FINAL.contains(code);
  }
}
