package dev.tidemill.model.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the definition writes them: {@code 500ms 60s 15m 1h30m 7d}. */
public final class Durations {

  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final Pattern FORM =
      Pattern.compile(
          "(?:([0-9]{1,10})d)?(?:([0-9]{1,10})h)?(?:([0-9]{1,10})m)?(?:([0-9]{1,10})s)?"
              + "(?:([0-9]{1,10})ms)?");
  private static final Quantity QUANTITY =
      new Quantity(
          "a duration", "[0-9]{1,10}", List.of("s", "m"), "500ms, 60s, 15m, 1h30m or 7d", "");
  private static final Pattern LOOSE =
      Pattern.compile("\\+?([0-9]{1,9}(?:\\.[0-9]{1,9})?)[ _]*([A-Za-zµ]+)\\.?");

  private Durations() {}

  /** Parses a duration; the label begins the message of a problem. */
  public static Parsed<Duration> parse(String label, String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Parsed.wrong(QUANTITY.problem(label, text, meant(text.strip())));
    }
    long millis = 0;
    for (int unit = 0; unit < UNITS.length; unit++) {
      String digits = matcher.group(unit + 1);
      if (digits != null) {
        millis += Long.parseLong(digits) * MILLIS[unit];
      }
    }
    return Parsed.of(Duration.ofMillis(millis));
  }

  /** The shortest text that {@link #parse} reads as this duration; whole milliseconds only. */
  public static String format(Duration duration) {
    long rest = duration.toMillis();
    StringBuilder text = new StringBuilder();
    for (int unit = 0; unit < UNITS.length; unit++) {
      long count = rest / MILLIS[unit];
      rest %= MILLIS[unit];
      if (count > 0) {
        text.append(count).append(UNITS[unit]);
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static Optional<String> meant(String text) {
    String compact = text.replace(" ", "");
    if (!compact.isEmpty() && FORM.matcher(compact).matches()) {
      return Optional.of(compact);
    }
    Matcher loose = LOOSE.matcher(text);
    if (loose.matches()) {
      return millis(loose.group(2))
          .map(unit -> new BigDecimal(loose.group(1)).multiply(BigDecimal.valueOf(unit)))
          .map(millis -> millis.setScale(0, RoundingMode.HALF_UP).longValue())
          .filter(millis -> millis > 0)
          .map(millis -> format(Duration.ofMillis(millis)));
    }
    return iso(text);
  }

  private static Optional<Long> millis(String unit) {
    return Optional.ofNullable(
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "ms", "msec", "milli", "millis", "millisecond", "milliseconds" -> 1L;
          case "s", "sec", "secs", "second", "seconds" -> 1_000L;
          case "m", "min", "mins", "minute", "minutes" -> 60_000L;
          case "h", "hr", "hrs", "hour", "hours" -> 3_600_000L;
          case "d", "day", "days" -> 86_400_000L;
          case "w", "week", "weeks" -> 7 * 86_400_000L;
          default -> null;
        });
  }

  private static Optional<String> iso(String text) {
    if (!text.startsWith("P") && !text.startsWith("p")) {
      return Optional.empty();
    }
    try {
      Duration duration = Duration.parse(text);
      return duration.isNegative() || duration.toDays() > 36_500
          ? Optional.empty()
          : Optional.of(format(duration));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
