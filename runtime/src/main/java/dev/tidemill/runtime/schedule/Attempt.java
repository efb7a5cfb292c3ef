package dev.tidemill.runtime.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One attempt to deliver one due time, as kept in the database.
 *
 * @param executionId see {@link #executionId(String, Instant)}
 * @param number from 1
 * @param since when the first one was made, or was to be made
 */
record Attempt(String schedule, Instant due, String executionId, int number, Instant since) {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** From the schedule and the due time alone: whoever fires it, and how often, says the same. */
  static String executionId(String scheduleArn, Instant due) {
    return UUID.nameUUIDFromBytes((scheduleArn + " " + due).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  Fire fire() {
    return new Fire(schedule, due, executionId, number);
  }

  Attempt next() {
    return new Attempt(schedule, due, executionId, number + 1, since);
  }

  /** After the n-th attempt 15 s × 2ⁿ⁻¹, at most 15 min. */
  Duration wait(int attempt) {
    return attempt > 6 ? LONGEST_WAIT : FIRST_WAIT.multipliedBy(1L << (attempt - 1));
  }

  /** A moment of the window, the same for the same due time. */
  Duration inWindow(Duration window) {
    long hash = UUID.fromString(executionId).getLeastSignificantBits();
    return Duration.ofMillis(Math.floorMod(hash, window.toMillis()));
  }
}
