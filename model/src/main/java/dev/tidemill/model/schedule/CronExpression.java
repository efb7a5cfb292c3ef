package dev.tidemill.model.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;

/**
 * {@code cron(…)}: minutes of the wall clock of a zone. A minute that the clocks skip is skipped, a
 * minute that comes twice counts the first time (<a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time">daylight
 * saving time</a>). The search walks years, months and days that match, so that it ends at once.
 */
record CronExpression(
    String text, BitSet minutes, BitSet hours, DayRule days, BitSet months, BitSet years)
    implements ScheduleExpression {

  private static final Instant EARLIEST = Instant.parse("1969-12-30T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-02T00:00:00Z");

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    if (after.isAfter(LATEST)) {
      return Optional.empty();
    }
    Instant from = after.isBefore(EARLIEST) ? EARLIEST : after;
    LocalDateTime local = LocalDateTime.ofInstant(from, zone);
    Search search = new Search(from, local, zone);
    for (int year = years.nextSetBit(local.getYear());
        year >= 0;
        year = years.nextSetBit(year + 1)) {
      int firstMonth = year == local.getYear() ? local.getMonthValue() : 1;
      for (int month = months.nextSetBit(firstMonth);
          month >= 0;
          month = months.nextSetBit(month + 1)) {
        Optional<Instant> found = search.in(YearMonth.of(year, month));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** First occurrences follow each other as their local times do, so the first match is it. */
  private final class Search {
    private final Instant after;
    private final LocalDateTime local;
    private final ZoneId zone;

    Search(Instant after, LocalDateTime local, ZoneId zone) {
      this.after = after;
      this.local = local;
      this.zone = zone;
    }

    Optional<Instant> in(YearMonth month) {
      for (PrimitiveIterator.OfInt day = days.days(month).iterator(); day.hasNext(); ) {
        LocalDate date = month.atDay(day.nextInt());
        if (!date.isBefore(local.toLocalDate())) {
          Optional<Instant> found = on(date);
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<Instant> on(LocalDate date) {
      boolean today = date.equals(local.toLocalDate());
      int firstHour = today ? local.getHour() : 0;
      for (int hour = hours.nextSetBit(firstHour); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
        int firstMinute = today && hour == local.getHour() ? local.getMinute() : 0;
        for (int minute = minutes.nextSetBit(firstMinute);
            minute >= 0;
            minute = minutes.nextSetBit(minute + 1)) {
          Optional<Instant> fire = at(LocalDateTime.of(date, LocalTime.of(hour, minute)));
          if (fire.isPresent()) {
            return fire;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<Instant> at(LocalDateTime time) {
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
      return offsets.isEmpty()
          ? Optional.empty()
          : Optional.of(time.toInstant(offsets.get(0))).filter(fire -> fire.isAfter(after));
    }
  }
}
