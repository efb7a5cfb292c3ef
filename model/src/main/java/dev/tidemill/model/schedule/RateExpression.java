package dev.tidemill.model.schedule;

import dev.tidemill.model.value.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code rate(value unit)}: elapsed time, so a day is 24 hours whatever the clocks do. The unit may
 * be singular or plural, since Scheduler takes both (its guide and its API reference differ).
 */
record RateExpression(String text, Duration period) implements ScheduleExpression {

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8}) +(minutes?|hours?|days?)");
  private static final Pattern LOOSE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)? *([A-Za-z]*)");

  static Parsed<ScheduleExpression> parse(String text, String body) {
    Matcher matcher = FORM.matcher(body);
    if (!matcher.matches()) {
      return ScheduleExpressions.wrong(text, fault(text, body), hint(body));
    }
    long value = Long.parseLong(matcher.group(1));
    Duration unit =
        switch (matcher.group(2).charAt(0)) {
          case 'm' -> Duration.ofMinutes(1);
          case 'h' -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    return Parsed.of(new RateExpression(text, unit.multipliedBy(value)));
  }

  /** One period after the instant; the zone is without effect. */
  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return Instant.MAX.getEpochSecond() - after.getEpochSecond() < period.toSeconds()
        ? Optional.empty()
        : Optional.of(after.plus(period));
  }

  @Override
  public Optional<Instant> next(
      Instant after, ZoneId zone, Optional<Instant> start, Optional<Instant> end) {
    Optional<Instant> next =
        start.isPresent() ? fromStart(after, zone, start.get()) : next(after, zone);
    return next.filter(time -> end.isEmpty() || !time.isAfter(end.get()));
  }

  private Optional<Instant> fromStart(Instant after, ZoneId zone, Instant start) {
    if (after.isBefore(start)) {
      return Optional.of(start);
    }
    long passed = Duration.between(start, after).dividedBy(period);
    return next(start.plus(period.multipliedBy(passed)), zone);
  }

  private static String fault(String text, String body) {
    String shown = "'" + ScheduleExpressions.shortened(text) + "' ";
    Matcher loose = LOOSE.matcher(body.strip());
    if (!loose.matches() || loose.group(1) == null) {
      return shown + "has no number and unit";
    }
    String number = loose.group(1);
    if (number.contains(".")) {
      return shown + "has a fraction";
    }
    if (number.chars().allMatch(c -> c == '0')) {
      return shown + "never passes time";
    }
    if (loose.group(2).isEmpty()) {
      return shown + "has no unit";
    }
    return unit(loose.group(2)).isEmpty() ? shown + "has no unit of a rate" : shown + "is no rate";
  }

  /** What to write for the inside of the brackets. */
  static String hint(String body) {
    Matcher loose = LOOSE.matcher(body.strip());
    Optional<String> unit = loose.matches() ? unit(loose.group(2)) : Optional.empty();
    if (unit.isEmpty() || loose.group(1) == null) {
      return "a whole number of minutes, hours or days: write rate(5 minutes)";
    }
    String number = loose.group(1);
    if (number.contains(".")) {
      return fraction(Double.parseDouble(number), unit.get());
    }
    String digits = number.replaceFirst("^0+", "");
    if (digits.isEmpty() || digits.equals("1")) {
      return "write rate(1 " + unit.get() + ")";
    }
    return digits.length() > 9
        ? "write at most rate(999999999 " + unit.get() + "s)"
        : "write rate(" + digits + " " + unit.get() + "s)";
  }

  private static String fraction(double number, String unit) {
    double minutes =
        switch (unit) {
          case "minute" -> number;
          case "hour" -> number * 60;
          default -> number * 60 * 24;
        };
    long whole = Math.max(1, Math.min(999_999_999, Math.round(minutes)));
    return "whole numbers only: write rate(" + whole + (whole == 1 ? " minute)" : " minutes)");
  }

  private static Optional<String> unit(String word) {
    return Optional.ofNullable(
        switch (word.toLowerCase(Locale.ROOT)) {
          case "m", "min", "mins", "minute", "minutes" -> "minute";
          case "h", "hr", "hrs", "hour", "hours" -> "hour";
          case "d", "day", "days" -> "day";
          default -> null;
        });
  }
}
