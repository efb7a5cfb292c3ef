package dev.tidemill.engine.transform;

import dev.tidemill.model.Sql;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a transform works with: its inputs, and SQL of the definition made ready for Spark.
 *
 * <p>A {@code field} is where the text stands in the node: {@code condition}, or {@code
 * aggregates.runs} for an entry of a map. It is where a mistake is reported.
 */
public interface Inputs {

  /** The lone input. */
  Dataset<Row> one();

  /** An SQL expression, its parameters bound as literals. */
  Column expression(String field, Sql sql);

  /** The rows of an SQL query over the inputs, each under its alias. */
  Dataset<Row> query(String field, Sql sql);

  /**
   * A column by its path, case-exact.
   *
   * @param path as in the definition: {@code user.department}, odd names in back-quotes
   */
  Column column(Dataset<Row> rows, String field, String path);

  /** Runs a step of planning; what Spark finds wrong in it is reported at the SQL. */
  <T> T at(String field, Sql sql, Supplier<T> step);

  /**
   * Runs one of several steps that do not hang on each other: a mistake in it is taken down, and
   * the next is tried, so that all are reported at once. The node fails in the end.
   */
  <T> Optional<T> attempt(Supplier<T> step);

  /**
   * A mistake of the user's in a field, for the transform to throw.
   *
   * @param code stable, kebab-case
   * @param hint what to write instead
   * @param value the offending text
   */
  RuntimeException wrong(String field, String code, String message, String hint, String value);
}
