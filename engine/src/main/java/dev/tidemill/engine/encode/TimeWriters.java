package dev.tidemill.engine.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemill.model.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Writes days and times of the years 1 to 9999 as the definition of the column has them. */
final class TimeWriters {

  private TimeWriters() {}

  static ValueWriter timestamp(ColumnType.Timestamp type) {
    return switch (type.format()) {
      case ISO -> (values, at, out) -> out.writeString(local(values.getLong(at)) + "Z");
      case SECONDS -> (values, at, out) -> number(values.getLong(at), 6, out);
      case MILLIS -> (values, at, out) -> number(values.getLong(at), 3, out);
      case MICROS -> (values, at, out) -> out.writeNumber(values.getLong(at));
      case PATTERN -> new Pattern(type.pattern().orElseThrow(), true);
    };
  }

  static ValueWriter date(ColumnType.Date type) {
    return type.pattern()
        .<ValueWriter>map(pattern -> new Pattern(pattern, false))
        .orElse((values, at, out) -> out.writeString(day(values.getInt(at)).toString()));
  }

  /** A time of which Java leaves nothing out that the decoder wants. */
  static LocalDateTime local(long micros) {
    return inYears(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L),
            (int) Math.floorMod(micros, 1_000_000L) * 1000,
            ZoneOffset.UTC));
  }

  private static LocalDate day(int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    inYears(date.atStartOfDay());
    return date;
  }

  private static LocalDateTime inYears(LocalDateTime time) {
    if (time.getYear() < 1 || time.getYear() > 9999) {
      throw new Unsendable(time + " is not in the years 1 to 9999");
    }
    return time;
  }

  private static void number(long micros, int digits, JsonGenerator out) throws IOException {
    inYears(local(micros));
    BigDecimal number = BigDecimal.valueOf(micros, digits).stripTrailingZeros();
    out.writeNumber(number.toPlainString());
  }

  /** Text in a pattern; what the pattern leaves out is lost. */
  private static final class Pattern implements ValueWriter {

    private final String pattern;
    private final boolean timestamp;
    private transient DateTimeFormatter formatter;

    Pattern(String pattern, boolean timestamp) {
      this.pattern = pattern;
      this.timestamp = timestamp;
    }

    @Override
    public void write(SpecializedGetters values, int at, JsonGenerator out) throws IOException {
      if (formatter == null) {
        formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      }
      LocalDateTime time =
          timestamp ? local(values.getLong(at)) : day(values.getInt(at)).atStartOfDay();
      try {
        out.writeString(formatter.format(time.atZone(ZoneOffset.UTC)));
      } catch (DateTimeException unfit) {
        throw new Unsendable(time + " has no text in the pattern " + pattern);
      }
    }
  }
}
