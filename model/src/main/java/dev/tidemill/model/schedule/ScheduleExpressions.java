package dev.tidemill.model.schedule;

import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Problem;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads schedule expressions and their time zones as EventBridge Scheduler does (<a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">schedule
 * types</a>, <a
 * href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">lengths</a>).
 */
public final class ScheduleExpressions {

  private static final int LONGEST = 256;
  private static final Pattern WRAPPED = Pattern.compile("(?:cron|rate|at)\\(.*\\)");
  private static final Pattern BARE_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");
  private static final Pattern BARE_RATE =
      Pattern.compile("[0-9]+ (?:minute|hour|day)s?", Pattern.CASE_INSENSITIVE);

  private ScheduleExpressions() {}

  /**
   * Parses {@code cron(…)} with six fields, {@code rate(…)} or {@code at(…)}.
   *
   * <p>A rate's next fire is its period after the instant asked about: it has no other anchor here,
   * as on AWS without a start date, where it begins when it is made. Whoever keeps a clock asks
   * with the last fire.
   */
  public static Parsed<ScheduleExpression> parse(String text) {
    if (text.length() > LONGEST) {
      return wrong(
          text,
          "the expression has " + text.length() + " characters",
          "EventBridge takes at most " + LONGEST);
    }
    if (!WRAPPED.matcher(text).matches()) {
      return unwrapped(text);
    }
    int open = text.indexOf('(');
    String body = text.substring(open + 1, text.length() - 1);
    return switch (text.substring(0, open)) {
      case "cron" -> CronParser.parse(text, body);
      case "rate" -> RateExpression.parse(text, body);
      default -> AtExpression.parse(text, body);
    };
  }

  /** Parses the name of a time zone of the IANA database. */
  public static Parsed<ZoneId> zone(String text) {
    return Zones.parse(text);
  }

  static Parsed<ScheduleExpression> wrong(String text, String message, String hint) {
    return Parsed.wrong(new Problem("bad-cron", message, hint, 0, text.length(), Optional.empty()));
  }

  private static Parsed<ScheduleExpression> unwrapped(String text) {
    String fault = "'" + shortened(text) + "' is not cron(…), rate(…) or at(…)";
    String bare = text.strip();
    if (WRAPPED.matcher(bare).matches()) {
      return wrong(text, "'" + shortened(text) + "' has blanks around it", "write " + bare);
    }
    if (BARE_TIME.matcher(bare).matches()) {
      return wrong(text, fault, AtExpression.hint(bare));
    }
    if (BARE_RATE.matcher(bare).matches()) {
      return wrong(text, fault, RateExpression.hint(bare));
    }
    return wrong(text, fault, CronAdvice.wrapping(bare));
  }

  static String shortened(String text) {
    String line = text.replaceAll("\\p{Cc}", "\uFFFD");
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }
}
