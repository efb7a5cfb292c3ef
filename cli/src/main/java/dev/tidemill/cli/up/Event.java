package dev.tidemill.cli.up;

import java.time.Instant;

/**
 * Something that happened, in one line.
 *
 * @param text with the thing that it is about at its beginning
 * @param hint the command that tells more; may be empty
 * @param weight how much of it a user wants to see
 */
record Event(Instant at, String text, String hint, Weight weight) {

  /** From the least to the most important. */
  enum Weight {
    /** Every call of a function. */
    DETAIL,
    /** What happens all the time: batches, fires. */
    ROUTINE,
    /** What a user would miss. */
    NEWS,
    /** What deserves a look. */
    TROUBLE
  }

  boolean atLeast(Weight least) {
    return weight.compareTo(least) >= 0;
  }
}
