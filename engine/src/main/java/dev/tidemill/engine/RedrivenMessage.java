package dev.tidemill.engine;

/**
 * A dead letter that was asked to be redriven.
 *
 * @param id {@code TOPIC/PARTITION/OFFSET} of the message that was bad
 */
public record RedrivenMessage(String id, Outcome outcome, String detail) {

  /** What became of it. */
  public enum Outcome {
    /** Sent to its topic again. */
    SENT,
    /** Sent by an earlier redrive that was killed before it noted so; noted now. */
    NOTED,
    /** There is no such dead letter. */
    UNKNOWN
  }
}
