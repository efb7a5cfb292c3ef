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
}
