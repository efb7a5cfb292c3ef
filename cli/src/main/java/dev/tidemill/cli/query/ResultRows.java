package dev.tidemill.cli.query;

import dev.tidemill.cli.text.Rows;
import dev.tidemill.cli.text.Width;
import dev.tidemill.engine.QueryResult;
import java.util.List;
import java.util.Set;

/** The rows of a query as a table of text. */
public final class ResultRows {

  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "int", "bigint", "float", "double");

  private ResultRows() {}

  /** The first rows of a table, everything at the left edge. */
  public static Rows preview(QueryResult result) {
    return rows(result, result.columns().stream().map(column -> false).toList());
  }

  /** An answer: numbers stand at the right edge. */
  public static Rows of(QueryResult result) {
    return rows(result, result.types().stream().map(ResultRows::isNumber).toList());
  }

  private static Rows rows(QueryResult result, List<Boolean> right) {
    return new Rows(
        result.columns().stream().map(Width::plain).toList(),
        result.rows().stream()
            .map(row -> row.stream().map(CellText::of).map(Width::plain).toList())
            .toList(),
        right);
  }

  private static boolean isNumber(String type) {
    return NUMBERS.contains(type) || type.startsWith("decimal");
  }
}
