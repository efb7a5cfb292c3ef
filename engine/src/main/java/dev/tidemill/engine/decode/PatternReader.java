package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonToken;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Reads text by a pattern in Java's letters, names in English. What a timestamp's text leaves out
 * is midnight and UTC; impossible days are refused, never moved.
 */
final class PatternReader implements ValueReader {

  private final String pattern;
  private final boolean timestamp;
  private transient DateTimeFormatter formatter;

  PatternReader(String pattern, boolean timestamp) {
    this.pattern = pattern;
    this.timestamp = timestamp;
    this.formatter = formatter(pattern);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        // Strict resolving wants an era for the letter y.
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  @Override
  public Object read(Message in) throws Fault {
    String wanted = (timestamp ? "timestamp('" : "date('") + pattern + "')";
    if (in.token() != JsonToken.VALUE_STRING) {
      throw in.wrongType(wanted, "");
    }
    String text = in.text();
    ParsePosition position = new ParsePosition(0);
    if (formatter().parseUnresolved(text, position) == null
        || position.getIndex() < text.length()) {
      throw in.wrongType(wanted, "");
    }
    try {
      TemporalAccessor parsed = formatter().parse(text);
      return timestamp ? micros(in, parsed, wanted) : day(in, parsed, wanted);
    } catch (DateTimeException e) {
      throw in.outOfRange(wanted);
    }
  }

  /** Formatters are not serializable; two threads may make one each. */
  private DateTimeFormatter formatter() {
    if (formatter == null) {
      formatter = formatter(pattern);
    }
    return formatter;
  }

  private static Object day(Message in, TemporalAccessor parsed, String wanted) throws Fault {
    return TimeReaders.inRange(in, LocalDate.from(parsed), wanted);
  }

  private static Object micros(Message in, TemporalAccessor parsed, String wanted) throws Fault {
    Instant instant = instant(parsed);
    long nanos = instant.getNano();
    // Within 31 million years: a pattern's year has at most ten digits.
    long micros =
        Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), nanos / 1000);
    return TimeReaders.inRange(in, micros, wanted);
  }

  private static Instant instant(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneId zone = parsed.query(TemporalQueries.zone());
    return LocalDate.from(parsed)
        .atTime(time == null ? LocalTime.MIDNIGHT : time)
        .atZone(zone == null ? ZoneOffset.UTC : zone)
        .toInstant();
  }
}
