package dev.tidemill.model.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a schedule fires, by EventBridge Scheduler's rules (<a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">schedule
 * types</a>).
 */
public interface ScheduleExpression {

  /** As written: {@code cron(15 3 * * ? *)}. */
  String text();

  /**
   * The first fire time strictly after an instant; empty if there is none, which is answered at
   * once.
   *
   * @param zone whose wall clock {@code cron} and {@code at} follow
   */
  Optional<Instant> next(Instant after, ZoneId zone);

  /**
   * The same between two instants, both included. A rate counts on from its start, which is its
   * first time; without one, from {@code after}. {@code at} heeds neither bound.
   */
  default Optional<Instant> next(
      Instant after, ZoneId zone, Optional<Instant> start, Optional<Instant> end) {
    Instant from = start.filter(after::isBefore).map(first -> first.minusNanos(1)).orElse(after);
    return next(from, zone).filter(time -> end.isEmpty() || !time.isAfter(end.get()));
  }

  /** Whether it fires but once. */
  default boolean isOnce() {
    return false;
  }
}
