package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonToken;
import dev.tidemill.model.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/** Reads days and times; all are cut to microseconds and lie in the years 1 to 9999. */
final class TimeReaders {

  private static final int FIRST_DAY = (int) LocalDate.of(1, 1, 1).toEpochDay();
  private static final int LAST_DAY = (int) LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long FIRST_MICRO = FIRST_DAY * DAY_MICROS;
  private static final long LAST_MICRO = (LAST_DAY + 1) * DAY_MICROS - 1;

  private static final String TIMESTAMP = "timestamp";
  private static final String LOCAL = "localTimestamp";

  private TimeReaders() {}

  static ValueReader timestamp(ColumnType.Timestamp type) {
    return switch (type.format()) {
      case ISO -> TimeReaders::timestamp;
      case SECONDS -> in -> epoch(in, 6, "timestamp(seconds)");
      case MILLIS -> in -> epoch(in, 3, "timestamp(millis)");
      case MICROS -> in -> epoch(in, 0, "timestamp(micros)");
      case PATTERN -> new PatternReader(type.pattern().orElseThrow(), true);
    };
  }

  static ValueReader date(ColumnType.Date type) {
    return type.pattern()
        .<ValueReader>map(pattern -> new PatternReader(pattern, false))
        .orElse(TimeReaders::date);
  }

  static Object localTimestamp(Message in) throws Fault {
    IsoText time = isoTime(in, LOCAL, "");
    if (time.zone() != IsoText.NO_ZONE) {
      throw in.wrongType(LOCAL, "with an offset it is a timestamp");
    }
    return micros(in, time, 0, LOCAL);
  }

  private static Object timestamp(Message in) throws Fault {
    if (in.token().isNumeric()) {
      throw in.wrongType(TIMESTAMP, "for a number write timestamp(millis) or another unit");
    }
    IsoText time = isoTime(in, TIMESTAMP, "for a day alone write date");
    if (time.zone() == IsoText.NO_ZONE) {
      throw in.wrongType(TIMESTAMP, "without an offset it is a localTimestamp");
    }
    return micros(in, time, time.zone(), TIMESTAMP);
  }

  private static IsoText isoTime(Message in, String wanted, String dayHint) throws Fault {
    if (in.token() != JsonToken.VALUE_STRING) {
      throw in.wrongType(wanted, "");
    }
    IsoText time = IsoText.time(in.text());
    if (time.isWrong()) {
      throw in.wrongType(wanted, IsoText.date(in.text()).isWrong() ? "" : dayHint);
    }
    return time;
  }

  private static long micros(Message in, IsoText time, int zone, String wanted) throws Fault {
    if (time.isImpossible()) {
      throw in.outOfRange(wanted);
    }
    return inRange(in, time.localMicros() - zone * 1_000_000L, wanted);
  }

  private static Object date(Message in) throws Fault {
    if (in.token() != JsonToken.VALUE_STRING) {
      throw in.wrongType("date", "");
    }
    IsoText date = IsoText.date(in.text());
    if (date.isWrong()) {
      boolean time = !IsoText.time(in.text()).isWrong();
      throw in.wrongType("date", time ? "with a time it is a timestamp" : "");
    }
    if (date.isImpossible()) {
      throw in.outOfRange("date");
    }
    return date.day();
  }

  /** A number of units since 1970, of which one has 10^{@code digits} microseconds. */
  private static Object epoch(Message in, int digits, String wanted) throws Fault {
    NumberReaders.requireNumber(in, wanted, "");
    BigDecimal micros =
        NumberReaders.exact(in, in.text(), wanted).scaleByPowerOfTen(digits).stripTrailingZeros();
    long whole = (long) micros.precision() - micros.scale();
    if (whole > 18) {
      throw in.outOfRange(wanted);
    }
    if (whole < 0) {
      // Less than a microsecond: not written out, it may have a billion digits.
      return micros.signum() < 0 ? -1L : 0L;
    }
    return inRange(in, micros.setScale(0, RoundingMode.FLOOR).longValueExact(), wanted);
  }

  /** The microseconds, if they lie in the years 1 to 9999 in UTC. */
  static long inRange(Message in, long micros, String wanted) throws Fault {
    if (micros < FIRST_MICRO || micros > LAST_MICRO) {
      throw in.outOfRange(wanted);
    }
    return micros;
  }

  /** The day, if it lies in the years 1 to 9999. */
  static int inRange(Message in, LocalDate day, String wanted) throws Fault {
    long epochDay = day.toEpochDay();
    if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
      throw in.outOfRange(wanted);
    }
    return (int) epochDay;
  }
}
