package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.Sql;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Statements with their parameters written as literals, so that they can be shown as they ran. */
final class SqlLiterals {

  private SqlLiterals() {}

  /** The statement with a literal of its type for each parameter. */
  static String fill(Sql sql) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Sql.Placeholder placeholder : sql.placeholders()) {
      text.append(sql.text(), at, placeholder.start());
      text.append(
          placeholder
              .value()
              .map(SqlLiterals::literal)
              .orElseGet(() -> sql.text().substring(placeholder.start(), placeholder.end())));
      at = placeholder.end();
    }
    return text.append(sql.text(), at, sql.text().length()).toString();
  }

  static String literal(Object value) {
    if (value instanceof Long number) {
      return signed(number < 0, number.toString());
    }
    if (value instanceof Double number) {
      return signed(number < 0, number + "D");
    }
    if (value instanceof Boolean truth) {
      return truth.toString();
    }
    if (value instanceof Instant instant) {
      return "TIMESTAMP '" + instant + "'";
    }
    if (value instanceof Duration duration) {
      return "INTERVAL '" + BigDecimal.valueOf(duration.toMillis(), 3).toPlainString() + "' SECOND";
    }
    if (value instanceof DataSize size) {
      return Long.toString(size.bytes());
    }
    return "'" + value.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** In brackets, since {@code x -${p}} would else begin a comment. */
  private static String signed(boolean negative, String number) {
    return negative ? "(" + number + ")" : number;
  }
}
