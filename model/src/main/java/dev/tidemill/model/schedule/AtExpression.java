package dev.tidemill.model.schedule;

import dev.tidemill.model.value.Parsed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code at(yyyy-mm-ddThh:mm:ss)}: once, on the wall clock of the zone. A time that the clocks skip
 * never comes, a time that comes twice counts the first time, as for {@code cron}.
 */
record AtExpression(String text, LocalDateTime time) implements ScheduleExpression {

  private static final Pattern FORM =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}");
  private static final Pattern LOOSE =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]+([0-9]{2}:[0-9]{2})(:[0-9]{2})?(\\.[0-9]+)?)?"
              + " *(Z|[+-][0-9:]+)?");

  static Parsed<ScheduleExpression> parse(String text, String body) {
    if (FORM.matcher(body).matches()) {
      try {
        LocalDateTime time = LocalDateTime.parse(body, DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        return Parsed.of(new AtExpression(text, time));
      } catch (DateTimeException e) {
        return ScheduleExpressions.wrong(
            text, "'" + text + "' is not in the calendar", "write a day and time that exist");
      }
    }
    String shown = "'" + ScheduleExpressions.shortened(text) + "' ";
    return ScheduleExpressions.wrong(text, shown + fault(body), hint(body));
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    return offsets.isEmpty()
        ? Optional.empty()
        : Optional.of(time.toInstant(offsets.get(0))).filter(fire -> fire.isAfter(after));
  }

  @Override
  public Optional<Instant> next(
      Instant after, ZoneId zone, Optional<Instant> start, Optional<Instant> end) {
    return next(after, zone);
  }

  @Override
  public boolean isOnce() {
    return true;
  }

  private static String fault(String body) {
    Matcher loose = LOOSE.matcher(body.strip());
    if (!loose.matches()) {
      return "has no date and time";
    }
    if (loose.group(2) == null) {
      return "has no time of day";
    }
    if (loose.group(5) != null) {
      return "has an offset";
    }
    return body.contains("T") ? "is not to the second" : "has no 'T' between date and time";
  }

  /** What to write for the inside of the brackets. */
  static String hint(String body) {
    Matcher loose = LOOSE.matcher(body.strip());
    if (!loose.matches() || !isDate(loose.group(1))) {
      return "write for example at(2026-11-20T13:00:00)";
    }
    String time = Optional.ofNullable(loose.group(2)).orElse("00:00");
    String seconds = Optional.ofNullable(loose.group(3)).orElse(":00");
    String zone = loose.group(5) == null ? "" : ", its zone in timezone";
    return "write at(" + loose.group(1) + "T" + time + seconds + ")" + zone;
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
