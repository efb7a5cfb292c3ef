package dev.tidemill.runtime.api;

import java.time.Instant;
import java.util.List;

/**
 * A schedule of a running pipeline.
 *
 * @param target {@code function ApproveReminder}
 * @param state {@code ENABLED}, {@code DISABLED} or {@code OVER}
 * @param next ascending
 */
public record ScheduleTimes(
    String schedule,
    String expression,
    String timezone,
    String target,
    String state,
    List<Instant> next) {

  public ScheduleTimes {
    next = List.copyOf(next);
  }
}
