package dev.tidemill.engine.plan;

import java.util.Optional;

/**
 * What is wrong in a piece of SQL, not yet at a place of the definition.
 *
 * @param offset in the SQL, in code points, where Spark gives it
 * @param line of the SQL from 1, where Spark gives it
 * @param column in that line from 1
 */
record Fault(
    String code,
    String message,
    String hint,
    String value,
    Optional<Integer> offset,
    Optional<Integer> line,
    Optional<Integer> column) {

  static Fault of(String code, String message, String hint, String value) {
    return new Fault(
        code, message, hint, value, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
