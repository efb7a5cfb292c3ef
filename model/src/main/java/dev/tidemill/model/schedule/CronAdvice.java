package dev.tidemill.model.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to write instead of a cron expression that is none, mostly one from a Unix crontab. */
final class CronAdvice {

  private static final String LEGEND = "minutes hours day month weekday year, one day '?'";
  private static final List<String> COUNTS =
      List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private CronAdvice() {}

  /** How many fields there are, in words. */
  static String count(int fields) {
    String number = fields < COUNTS.size() ? COUNTS.get(fields) : Integer.toString(fields);
    return number + (fields == 1 ? " field" : " fields");
  }

  /** For a wrong number of fields. */
  static String fields(List<String> fields) {
    return LEGEND + ": write " + complete(fields).orElse("cron(15 3 * * ? *)");
  }

  /** For a text without {@code cron( )}. */
  static String wrapping(String text) {
    String inner = text.replaceFirst("^(?i:cron|rate|at) *\\(?", "").replaceFirst("\\)$", "");
    List<String> fields = List.of(inner.strip().split("[ \t]+"));
    if (inner.strip().startsWith("@")) {
      return nickname(inner.strip());
    }
    return fields.size() == CronField.values().length
        ? "write cron(" + String.join(" ", fields) + ")"
        : complete(fields)
            .map(whole -> "write " + whole)
            .orElse("write for example cron(15 3 * * ? *) or rate(5 minutes)");
  }

  /** For two day fields of which not exactly one is {@code ?}. */
  static String days(List<String> fields) {
    String day = fields.get(CronField.DAY.place());
    String weekday = fields.get(CronField.WEEKDAY.place());
    if (day.equals("?")) {
      return "write " + with(fields, "*", "?") + " for every day";
    }
    if (weekday.equals("*")) {
      return "one of the two is '?': write " + with(fields, day, "?");
    }
    if (day.equals("*")) {
      return "one of the two is '?': write " + with(fields, "?", weekday);
    }
    return "one of the two is '?': write "
        + with(fields, day, "?")
        + " or "
        + with(fields, "?", weekday);
  }

  /** For a day of the month with letters that EventBridge lacks. */
  static String dayLetters(String field) {
    if (field.startsWith("L-")) {
      return "EventBridge counts no days back from the last: write L, or a day such as 28";
    }
    if (field.contains("#") || field.matches("[0-9]+L")) {
      return "that is a weekday: write '?' here and " + field + " in the fifth field";
    }
    return "write L (the last day) or 28W (the working day nearest to it), alone in the field";
  }

  private static String with(List<String> fields, String day, String weekday) {
    List<String> changed = new ArrayList<>(fields);
    changed.set(CronField.DAY.place(), day);
    changed.set(CronField.WEEKDAY.place(), weekday);
    return "cron(" + String.join(" ", changed) + ")";
  }

  /** Five fields: EventBridge's without the year, or a crontab's, whose Sunday is 0. */
  private static Optional<String> complete(List<String> fields) {
    if (fields.size() != CronField.values().length - 1
        || !fields.stream().allMatch(CronAdvice::looksLike)) {
      return Optional.empty();
    }
    List<String> whole = new ArrayList<>(fields);
    whole.add("*");
    String day = fields.get(2);
    String weekday = fields.get(4);
    if (!day.equals("?") && !weekday.equals("?")) {
      boolean everyWeekday = weekday.equals("*");
      whole.set(2, everyWeekday ? day : "?");
      whole.set(4, everyWeekday ? "?" : fromUnix(weekday));
    }
    String text = "cron(" + String.join(" ", whole) + ")";
    return ScheduleExpressions.parse(text).value().map(ScheduleExpression::text);
  }

  private static boolean looksLike(String field) {
    return field.matches("[0-9A-Za-z*?,/#-]+");
  }

  private static String fromUnix(String weekday) {
    List<String> names = CronField.WEEKDAY.names();
    return weekday
        .chars()
        .mapToObj(c -> c >= '0' && c <= '7' ? names.get((c - '0') % 7) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String nickname(String word) {
    return switch (word) {
      case "@hourly" -> "write cron(0 * * * ? *)";
      case "@daily", "@midnight" -> "write cron(0 0 * * ? *)";
      case "@weekly" -> "write cron(0 0 ? * SUN *)";
      case "@monthly" -> "write cron(0 0 1 * ? *)";
      case "@yearly", "@annually" -> "write cron(0 0 1 1 ? *)";
      default -> "write for example cron(15 3 * * ? *) or rate(5 minutes)";
    };
  }
}
