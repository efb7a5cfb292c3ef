package dev.tidemill.aws.bill;

import dev.tidemill.model.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** How often a schedule fires in a month: counted over a year, or over its first 1,000 times. */
final class Fires {

  private static final Duration YEAR = Duration.ofDays(365);
  private static final int MOST = 1000;

  private Fires() {}

  static double inAMonth(ScheduleExpression expression, ZoneId zone, Instant from) {
    Instant last = from;
    int fires = 0;
    while (fires < MOST) {
      Optional<Instant> next = expression.next(last, zone);
      if (next.isEmpty() || next.get().isAfter(from.plus(YEAR))) {
        return fires * Month.SECONDS / YEAR.toSeconds();
      }
      last = next.get();
      fires++;
    }
    return fires * Month.SECONDS / Duration.between(from, last).toSeconds();
  }
}
