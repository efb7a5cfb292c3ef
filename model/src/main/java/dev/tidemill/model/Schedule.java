package dev.tidemill.model;

import dev.tidemill.model.schedule.ScheduleExpression;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When something is to happen: an EventBridge schedule.
 *
 * @param input the JSON text to send, with AWS's context attributes in it; empty: our own event of
 *     {@code scheduledTime, executionId, attempt, scheduleId}
 */
public record Schedule(
    String id,
    ScheduleExpression expression,
    ZoneId timezone,
    Target target,
    Optional<String> input,
    Position position) {

  /** What a schedule sets off, by id. */
  public record Target(Kind kind, String id) {}

  /** What can be set off. */
  public enum Kind {
    FUNCTION,
    JOB,
    STREAM
  }
}
