package dev.tidemill.cli.text;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Numbers and durations as people read them. */
public final class Figures {

  /** What stands where nothing was counted. */
  public static final String NONE = "–";

  private Figures() {}

  /** {@code 1,204}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1,204}, or {@code –} where nothing was counted. */
  public static String count(OptionalLong number) {
    return number.isPresent() ? count(number.getAsLong()) : NONE;
  }

  /** {@code 1 job}, {@code 2 jobs}; the plural adds an s. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 1 batch}, {@code 2 batches}. */
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** Of a step: {@code 0.4 s}, {@code 13.8 s}, {@code 2m 5s}. */
  public static String seconds(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 99.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole / 60 + "m " + whole % 60 + "s";
  }

  /** Of a call: {@code 1.9 ms}, {@code 48 ms}, {@code 1.2 s}. */
  public static String milliseconds(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis < 9.95) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 999.5 ? String.format(Locale.ROOT, "%.0f ms", millis) : seconds(duration);
  }
}
