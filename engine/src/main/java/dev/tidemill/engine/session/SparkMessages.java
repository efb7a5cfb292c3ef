package dev.tidemill.engine.session;

import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** What Spark says, as one line without its error classes and plans. */
public final class SparkMessages {

  private static final Pattern ERROR_CLASS = Pattern.compile("^\\[[A-Z0-9_.]+]\\s*");
  private static final Pattern SQL_STATE = Pattern.compile("\\s*SQLSTATE: \\w{5}");
  private static final Pattern ADVICE =
      Pattern.compile("\\s*(Please, refer to|If necessary set|To tolerate|Use `try_).*$");
  private static final Pattern POSITION =
      Pattern.compile("[;.]*\\s*\\(?line (\\d+), pos(?:ition)? (\\d+)\\)?;?");
  private static final Pattern SHORT_POSITION =
      Pattern.compile("[;.]*\\s*line (\\d+) pos (\\d+);?");

  private SparkMessages() {}

  /** One line: the innermost cause that says something a user can act on. */
  public static String line(Throwable failure) {
    String file = fileOf(failure);
    return file == null ? plain(failure) : "cannot read file " + file + ": " + plain(failure);
  }

  /** The file that Spark was reading; null: it was none. */
  private static String fileOf(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 50; depth++) {
      if (cause instanceof SparkThrowable error
          && error.getCondition() != null
          && error.getCondition().startsWith("FAILED_READ_FILE")) {
        return error.getMessageParameters().get("path");
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static String plain(Throwable failure) {
    String text = telling(failure).getMessage();
    if (text == null || text.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String paragraph = text.strip().split("\\n\\s*\\n|\\n(?=[=']|\\s*[+:]-)", 2)[0];
    String line = paragraph.replaceAll("\\s*\\n\\s*", " ");
    line = SQL_STATE.matcher(ERROR_CLASS.matcher(line).replaceFirst("")).replaceAll("");
    line = ADVICE.matcher(line).replaceFirst("");
    return position(position(line, POSITION), SHORT_POSITION);
  }

  /** Spark counts columns from 0. */
  private static String position(String line, Pattern pattern) {
    return pattern
        .matcher(line)
        .replaceFirst(
            at ->
                " (line %s, column %d)".formatted(at.group(1), Integer.parseInt(at.group(2)) + 1));
  }

  /** Whether trying again would fail the same way: a fault of the plan or of a value. */
  public static boolean isDeterministic(Throwable failure) {
    Throwable telling = telling(failure);
    return telling instanceof SparkThrowable error
        && error.getCondition() != null
        && !error.getCondition().startsWith("INTERNAL_ERROR");
  }

  private static Throwable telling(Throwable failure) {
    Throwable best = failure;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 50; depth++) {
      boolean says =
          cause instanceof AnalysisException
              || (cause instanceof SparkThrowable error && error.getCondition() != null);
      if (says || cause.getCause() == null) {
        best = cause;
      }
      cause = cause.getCause();
    }
    return best;
  }
}
