package dev.tidemill.engine.decode;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A date or a time of day on a date, as ISO 8601 text: {@code 2026-11-22}, {@code
 * 2026-11-22T03:15:00.5+01:00}. A blank may stand for the {@code T}, seconds may be left out; of up
 * to nine decimals six are kept.
 */
final class IsoText {

  /** What {@link #zone} is where the text has none. */
  static final int NO_ZONE = Integer.MIN_VALUE;

  private static final int MAX_OFFSET = 18 * 3600;
  private static final long DAY_SECONDS = 86_400;

  private final String text;
  private int at;
  private boolean wrong;
  private boolean impossible;

  private long day;
  private long micros;
  private int zone = NO_ZONE;

  private IsoText(String text) {
    this.text = text;
  }

  static IsoText date(String text) {
    IsoText iso = new IsoText(text);
    iso.readDate();
    iso.readEnd();
    return iso;
  }

  static IsoText time(String text) {
    IsoText iso = new IsoText(text);
    iso.readDate();
    if (!iso.take('T') && !iso.take(' ')) {
      iso.wrong = true;
    }
    iso.readTime();
    iso.readZone();
    iso.readEnd();
    return iso;
  }

  /** Whether the text has another form. Else the other answers mean something. */
  boolean isWrong() {
    return wrong;
  }

  /** Whether the calendar or the clock has no such day or time. */
  boolean isImpossible() {
    return impossible;
  }

  /** Days since 1970. */
  int day() {
    return (int) day;
  }

  /** The offset from UTC in seconds, or {@link #NO_ZONE}. */
  int zone() {
    return zone;
  }

  /** Microseconds since 1970 on a clock that shows this text. */
  long localMicros() {
    return day * DAY_SECONDS * 1_000_000 + micros;
  }

  private void readDate() {
    boolean signed = take('-') || take('+');
    int begin = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    int digits = at - begin;
    wrong |= digits < 4;
    int year = digits == 4 && !signed ? Integer.parseInt(text, begin, at, 10) : 0;
    expect('-');
    int month = number(2);
    expect('-');
    int dayOfMonth = number(2);
    impossible |= year == 0 || month < 1 || month > 12 || dayOfMonth < 1;
    if (!wrong && !impossible) {
      impossible = dayOfMonth > YearMonth.of(year, month).lengthOfMonth();
      day = impossible ? 0 : LocalDate.of(year, month, dayOfMonth).toEpochDay();
    }
  }

  private void readTime() {
    int hour = number(2);
    expect(':');
    int minute = number(2);
    int second = 0;
    int fraction = 0;
    if (take(':')) {
      second = number(2);
      if (take('.')) {
        fraction = fraction();
      }
    }
    impossible |= hour > 23 || minute > 59 || second > 59;
    micros = (hour * 3600L + minute * 60L + second) * 1_000_000 + fraction;
  }

  /** Microseconds; further digits are cut. */
  private int fraction() {
    int value = 0;
    int digits = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (digits < 6) {
        value = value * 10 + (text.charAt(at) - '0');
      }
      digits++;
      at++;
    }
    wrong |= digits < 1 || digits > 9;
    for (int i = digits; i < 6; i++) {
      value *= 10;
    }
    return value;
  }

  private void readZone() {
    if (take('Z')) {
      zone = 0;
      return;
    }
    boolean west = take('-');
    if (!west && !take('+')) {
      return;
    }
    int hours = number(2);
    expect(':');
    int minutes = number(2);
    int offset = hours * 3600 + minutes * 60;
    impossible |= minutes > 59 || offset > MAX_OFFSET;
    zone = west ? -offset : offset;
  }

  private void readEnd() {
    wrong |= at != text.length();
  }

  private int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        wrong = true;
        return 0;
      }
      value = value * 10 + (text.charAt(at) - '0');
      at++;
    }
    return value;
  }

  private void expect(char c) {
    wrong |= !take(c);
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
