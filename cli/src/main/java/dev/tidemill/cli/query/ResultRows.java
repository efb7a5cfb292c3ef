package dev.tidemill.cli.query;

import dev.tidemill.cli.text.Rows;
import dev.tidemill.cli.text.Width;
import dev.tidemill.engine.QueryResult;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The rows of a query as a table of text. */
public final class ResultRows {

  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "int", "bigint", "float", "double");

  private ResultRows() {}

  /**
   * The first rows of a table, everything at the left edge.
   *
   * @param onlyFilled leaves out columns that hold nothing in these rows
   */
  public static Rows of(QueryResult result, boolean onlyFilled) {
    List<Integer> columns =
        IntStream.range(0, result.columns().size())
            .filter(i -> !onlyFilled || result.rows().stream().anyMatch(row -> row.get(i) != null))
            .boxed()
            .toList();
    return rows(result, columns, columns.stream().map(i -> false).toList());
  }

  /** An answer: numbers stand at the right edge. */
  public static Rows of(QueryResult result) {
    List<Integer> columns = IntStream.range(0, result.columns().size()).boxed().toList();
    return rows(
        result, columns, columns.stream().map(i -> isNumber(result.types().get(i))).toList());
  }

  private static Rows rows(QueryResult result, List<Integer> columns, List<Boolean> right) {
    return new Rows(
        columns.stream().map(i -> Width.plain(result.columns().get(i))).toList(),
        result.rows().stream()
            .map(row -> columns.stream().map(i -> Width.plain(CellText.of(row.get(i)))).toList())
            .toList(),
        right);
  }

  private static boolean isNumber(String type) {
    return NUMBERS.contains(type) || type.startsWith("decimal");
  }
}
