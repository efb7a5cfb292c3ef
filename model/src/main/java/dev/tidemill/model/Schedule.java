package dev.tidemill.model;

import dev.tidemill.model.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When something is to happen: an EventBridge schedule.
 *
 * @param input the JSON text to send, with AWS's context attributes in it; empty: our own event of
 *     {@code scheduledTime, executionId, attempt, scheduleId}
 * @param start nothing is due before it; no meaning for {@code at(…)}
 * @param end nothing is due after it; no meaning for {@code at(…)}
 * @param window how long after its time it may fire, 1m to 24h; empty: at once
 * @param deadLetters whether what was tried in vain is kept
 * @param deleteAfterCompletion whether it is forgotten after its last time
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">CreateSchedule</a>
 */
public record Schedule(
    String id,
    ScheduleExpression expression,
    ZoneId timezone,
    Target target,
    Optional<String> input,
    Optional<Instant> start,
    Optional<Instant> end,
    Optional<Duration> window,
    String group,
    RetryPolicy retry,
    boolean deadLetters,
    boolean enabled,
    Missed missed,
    boolean deleteAfterCompletion,
    Position position) {

  /** What a schedule sets off, by id. */
  public record Target(Kind kind, String id) {}

  /** What can be set off. */
  public enum Kind {
    FUNCTION,
    JOB,
    STREAM
  }

  /**
   * How often a target that fails is tried again.
   *
   * @param attempts after the first, 0 to 185
   * @param maximumEventAge how long at all, 1m to 24h
   */
  public record RetryPolicy(int attempts, Duration maximumEventAge) {}

  /** What becomes of the times that passed while nothing ran here. */
  public enum Missed {
    /** The latest of them fires. */
    RUN_ONCE,
    /** None fires. */
    SKIP,
    /** Each fires. */
    RUN_ALL
  }
}
