package dev.tidemill.runtime.history;

import java.time.Instant;

/**
 * What became of one due time of a schedule, at one attempt.
 *
 * @param scheduledTime the due time; of several that were skipped together, the first
 * @param executionId the same over all attempts of one due time; empty if it was skipped
 * @param attempt from 1; 0 if it was skipped
 * @param detail the error, or how many due times were skipped and why; may be empty
 */
public record FireEntry(
    Instant at,
    String schedule,
    Instant scheduledTime,
    String executionId,
    int attempt,
    Outcome outcome,
    String detail)
    implements Entry {

  /** What became of it. */
  public enum Outcome {
    /** The target took it. */
    DELIVERED,
    /** The target did not take it; it is tried again. */
    RETRYING,
    /** Given up; it is in the dead letters. */
    DEAD,
    /** Given up, and the schedule keeps no dead letters. */
    DROPPED,
    /** Missed while nothing ran, and not caught up by the schedule's {@code missed}. */
    SKIPPED
  }
}
