package dev.tidemill.runtime.deadletter;

/**
 * What became of a dead letter that was sent again.
 *
 * @param detail why it failed, or what was refused; may be empty
 */
public record Redriven(String id, Outcome outcome, String detail) {

  /** What became of it. */
  public enum Outcome {
    /** It went through, and is marked so. */
    DONE,
    /** It failed again, and stays. */
    FAILED,
    /** There is no dead letter of this id, or it went through before. */
    NOT_FOUND
  }
}
