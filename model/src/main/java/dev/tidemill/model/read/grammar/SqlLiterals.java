package dev.tidemill.model.read.grammar;

import java.time.Instant;

/** Values as literals of Spark SQL, to be shown. */
final class SqlLiterals {

  private SqlLiterals() {}

  static String of(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    String quoted = "'" + Scope.text(value).replace("\\", "\\\\").replace("'", "\\'") + "'";
    return value instanceof Instant ? "TIMESTAMP " + quoted : quoted;
  }
}
