package dev.tidemill.runtime.schedule;

import dev.tidemill.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When one schedule is due. A {@code rate} begins at its start, or when it is first seen, and goes
 * on by its period; start and end are themselves inside (<a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">schedule
 * types</a>).
 */
record DueTimes(Schedule schedule) {

  /** What the due times depend on: where it changes, they are planned anew. */
  String timing() {
    return "%s %s %s %s"
        .formatted(
            schedule.expression().text(),
            schedule.timezone(),
            schedule.start().map(Instant::toString).orElse("-"),
            schedule.end().map(Instant::toString).orElse("-"));
  }

  /** The first due time of a schedule that begins now. */
  Optional<Instant> first(Instant now) {
    if (isOnce()) {
      return next(now);
    }
    if (isRate()) {
      return inside(firstOfRate(now));
    }
    Instant before = schedule.start().map(start -> start.minusNanos(1)).orElse(now);
    return inside(next(before.isAfter(now) ? before : now));
  }

  /** The due time after one. */
  Optional<Instant> after(Instant due) {
    return isOnce() ? Optional.empty() : inside(next(due));
  }

  private Optional<Instant> firstOfRate(Instant now) {
    Instant start = schedule.start().orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS));
    if (schedule.start().isEmpty() || !start.isBefore(now)) {
      return Optional.of(start);
    }
    return next(start)
        .map(
            second -> {
              Duration period = Duration.between(start, second);
              long periods = Duration.between(start, now).minusNanos(1).dividedBy(period) + 1;
              return start.plus(period.multipliedBy(periods));
            });
  }

  private Optional<Instant> next(Instant after) {
    return schedule.expression().next(after, schedule.timezone());
  }

  private Optional<Instant> inside(Optional<Instant> due) {
    return due.filter(time -> schedule.end().map(end -> !time.isAfter(end)).orElse(true));
  }

  private boolean isRate() {
    return schedule.expression().text().startsWith("rate(");
  }

  private boolean isOnce() {
    return schedule.expression().text().startsWith("at(");
  }
}
