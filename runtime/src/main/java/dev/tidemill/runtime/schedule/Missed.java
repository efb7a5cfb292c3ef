package dev.tidemill.runtime.schedule;

import dev.tidemill.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What to do with a due time that is looked at late. Scheduler fires to the minute, so a due time
 * is missed when it is a minute old or more.
 *
 * @param fire whether it fires after all
 * @param next instead of it; empty: there is none any more. No meaning if it fires
 * @param skipped how many due times do not fire
 */
record Missed(boolean fire, Optional<Instant> next, int skipped) {

  static final Duration LATE = Duration.ofMinutes(1);

  static Missed decide(DueTimes times, Instant due, Instant now) {
    if (Duration.between(due, now).compareTo(LATE) < 0
        || times.schedule().missed() == Schedule.Missed.RUN_ALL) {
      return fires();
    }
    return times.schedule().missed() == Schedule.Missed.SKIP
        ? skip(times, due, now)
        : latest(times, due, now);
  }

  private static Missed fires() {
    return new Missed(true, Optional.empty(), 0);
  }

  private static Missed skip(DueTimes times, Instant due, Instant now) {
    Instant missedUpTo = now.minus(LATE);
    int skipped = 0;
    Optional<Instant> next = Optional.of(due);
    while (next.isPresent() && !next.get().isAfter(missedUpTo)) {
      skipped++;
      next = times.after(next.get());
    }
    return new Missed(false, next, skipped);
  }

  private static Missed latest(DueTimes times, Instant due, Instant now) {
    Instant latest = due;
    int skipped = 0;
    Optional<Instant> next = times.after(due);
    while (next.isPresent() && !next.get().isAfter(now)) {
      skipped++;
      latest = next.get();
      next = times.after(latest);
    }
    return skipped == 0 ? fires() : new Missed(false, Optional.of(latest), skipped);
  }
}
