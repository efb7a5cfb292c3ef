package dev.tidemill.model.schedule;

import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the six fields of {@code cron(minutes hours day month weekday year)}. */
final class CronParser {

  private static final Pattern WORD = Pattern.compile("[^ ]+");
  private static final Pattern WORKING_DAY = Pattern.compile("([0-9]{1,2})W");
  private static final Pattern LAST_WEEKDAY = Pattern.compile("([A-Z0-9]{1,3})L");
  private static final Pattern NTH_WEEKDAY = Pattern.compile("([A-Z0-9]{1,3})#([0-9]+)");

  private final String text;
  private final List<String> fields = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();

  private CronParser(String text, String body) {
    this.text = text;
    Matcher words = WORD.matcher(body);
    while (words.find()) {
      fields.add(words.group());
      offsets.add("cron(".length() + words.start());
    }
  }

  static Parsed<ScheduleExpression> parse(String text, String body) {
    CronParser parser = new CronParser(text, body);
    if (parser.fields.size() != CronField.values().length) {
      return ScheduleExpressions.wrong(
          text,
          "'" + shown(text) + "' has " + CronAdvice.count(parser.fields.size()) + ", not six",
          CronAdvice.fields(parser.fields));
    }
    if (body.startsWith(" ") || body.endsWith(" ")) {
      return ScheduleExpressions.wrong(
          text,
          "'" + shown(text) + "' has a blank inside its brackets",
          "write cron(" + String.join(" ", parser.fields) + ")");
    }
    return parser.dayFields().orElseGet(parser::expression);
  }

  /** Exactly one of the two day fields is {@code ?}. */
  private Optional<Parsed<ScheduleExpression>> dayFields() {
    String day = field(CronField.DAY);
    String weekday = field(CronField.WEEKDAY);
    if (day.equals("?") != weekday.equals("?")) {
      return Optional.empty();
    }
    String shown = "'" + shown(text) + "' ";
    String fault;
    if (day.equals("?")) {
      fault = "has '?' for the day and for the weekday";
    } else if (day.equals("*") && weekday.equals("*")) {
      fault = "has '*' for the day and for the weekday";
    } else {
      fault = "has both a day '" + day + "' and a weekday '" + weekday + "'";
    }
    return Optional.of(ScheduleExpressions.wrong(text, shown + fault, CronAdvice.days(fields)));
  }

  private Parsed<ScheduleExpression> expression() {
    CronField at = CronField.MINUTES;
    try {
      BitSet minutes = CronValues.parse(at, field(at));
      at = CronField.HOURS;
      BitSet hours = CronValues.parse(at, field(at));
      at = field(CronField.DAY).equals("?") ? CronField.WEEKDAY : CronField.DAY;
      DayRule days = at == CronField.DAY ? day(field(at)) : weekday(field(at));
      at = CronField.MONTH;
      BitSet months = CronValues.parse(at, field(at));
      at = CronField.YEAR;
      BitSet years = CronValues.parse(at, field(at));
      return Parsed.of(new CronExpression(text, minutes, hours, days, months, years));
    } catch (CronValues.Wrong e) {
      return Parsed.wrong(
          new Problem(
              "bad-cron",
              "'" + shown(text) + "': " + e.getMessage(),
              e.hint(),
              offsets.get(at.place()),
              field(at).length(),
              Optional.empty()));
    }
  }

  private static DayRule day(String field) throws CronValues.Wrong {
    if (field.equals("L")) {
      return new DayRule.LastOfMonth();
    }
    Matcher working = WORKING_DAY.matcher(field);
    if (working.matches()) {
      return new DayRule.NearestWorkingDay(one(CronField.DAY, working.group(1)));
    }
    if (field.contains("L") || field.contains("W") || field.contains("#")) {
      throw new CronValues.Wrong(
          "day '" + field + "' is not understood", CronAdvice.dayLetters(field));
    }
    return new DayRule.OfMonth(CronValues.parse(CronField.DAY, field));
  }

  private static DayRule weekday(String field) throws CronValues.Wrong {
    if (field.equals("L")) {
      BitSet saturday = new BitSet();
      saturday.set(CronField.WEEKDAY.maximum());
      return new DayRule.OfWeek(saturday);
    }
    Matcher last = LAST_WEEKDAY.matcher(field);
    if (last.matches()) {
      return new DayRule.LastOfWeekday(one(CronField.WEEKDAY, last.group(1)));
    }
    Matcher nth = NTH_WEEKDAY.matcher(field);
    if (nth.matches()) {
      return nthWeekday(nth);
    }
    if (field.contains("#")) {
      throw new CronValues.Wrong(
          "weekday '" + field + "' has more than one part beside '#'",
          "write a schedule for each, for example " + field.split(",", 2)[0]);
    }
    if (field.contains("L") || field.endsWith("W")) {
      throw new CronValues.Wrong(
          "weekday '" + field + "' is not understood",
          "the last Friday is 6L, alone in its field: a schedule for each");
    }
    return new DayRule.OfWeek(CronValues.parse(CronField.WEEKDAY, field));
  }

  private static DayRule nthWeekday(Matcher matcher) throws CronValues.Wrong {
    int weekday = one(CronField.WEEKDAY, matcher.group(1));
    if (!matcher.group(2).matches("[1-5]")) {
      throw new CronValues.Wrong(
          "no month has a weekday number " + matcher.group(2),
          "after '#' comes 1 to 5: write " + matcher.group(1) + "#1, or 6L for the last Friday");
    }
    return new DayRule.NthWeekday(weekday, Integer.parseInt(matcher.group(2)));
  }

  private static int one(CronField field, String value) throws CronValues.Wrong {
    return CronValues.parse(field, value).nextSetBit(0);
  }

  private String field(CronField field) {
    return fields.get(field.place());
  }

  private static String shown(String text) {
    return ScheduleExpressions.shortened(text);
  }
}
