package dev.tidemill.cli.schedule;

import dev.tidemill.model.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One time that a schedule fires.
 *
 * @param note what a change of the clocks does to it; mostly empty
 */
public record Fire(Instant at, ZoneId zone, String note) {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(":ss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern(" xxx", Locale.ROOT);
  private static final DateTimeFormatter SKIPPED =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  /** The next times strictly after an instant, at most so many. */
  public static List<Fire> next(
      ScheduleExpression expression, ZoneId zone, Instant from, int most) {
    List<Fire> fires = new ArrayList<>();
    Instant before = from;
    while (fires.size() < most) {
      Optional<Instant> next = expression.next(before, zone);
      if (next.isEmpty()) {
        break;
      }
      fires.add(new Fire(next.get(), zone, note(expression, zone, before, next.get())));
      before = next.get();
    }
    return fires;
  }

  /** {@code Sat 2026-11-14 03:15 +01:00}. */
  public String local() {
    var time = at.atZone(zone);
    return LOCAL.format(time)
        + (time.getSecond() == 0 ? "" : SECONDS.format(time))
        + OFFSET.format(time);
  }

  private static String note(
      ScheduleExpression expression, ZoneId zone, Instant before, Instant fire) {
    LocalDateTime local = LocalDateTime.ofInstant(fire, zone);
    boolean wallClock = !expression.text().startsWith("rate");
    if (wallClock && zone.getRules().getValidOffsets(local).size() > 1) {
      return TIME.format(local) + " comes twice: the first";
    }
    ZoneOffsetTransition change = zone.getRules().nextTransition(before);
    if (change == null || change.getInstant().isAfter(fire)) {
      return "";
    }
    return wallClock
        ? skipped(expression, change).map(time -> SKIPPED.format(time) + " is skipped").orElse("")
        : "clocks changed " + change(change.getDuration());
  }

  /** The time that would have come had the clocks not skipped it. */
  private static Optional<LocalDateTime> skipped(
      ScheduleExpression expression, ZoneOffsetTransition change) {
    if (!change.isGap()) {
      return Optional.empty();
    }
    return expression
        .next(change.getInstant().minusNanos(1), change.getOffsetBefore())
        .map(at -> LocalDateTime.ofInstant(at, change.getOffsetBefore()))
        .filter(time -> time.isBefore(change.getDateTimeAfter()));
  }

  private static String change(Duration shift) {
    long minutes = shift.toMinutes();
    String amount = minutes % 60 == 0 ? Math.abs(minutes / 60) + "h" : Math.abs(minutes) + "m";
    return (minutes < 0 ? "-" : "+") + amount;
  }
}
