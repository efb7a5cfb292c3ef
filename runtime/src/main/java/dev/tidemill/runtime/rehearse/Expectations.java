package dev.tidemill.runtime.rehearse;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.Sql;
import dev.tidemill.runtime.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks the statements of {@code rehearsal.expect}: each must give one row with one true value. */
final class Expectations {

  private final Function<String, QueryResult> query;

  /**
   * Asks through a function.
   *
   * @param query from a statement to at most a few rows; throws {@link EngineException}
   */
  Expectations(Function<String, QueryResult> query) {
    this.query = query;
  }

  ExpectationReport ask(String sentence, Sql sql) {
    String text = SqlLiterals.fill(sql).strip();
    String observed;
    try {
      observed = observe(text, query.apply(text));
    } catch (EngineException e) {
      observed = OneLine.of(e);
    }
    return new ExpectationReport(sentence, text, observed.isEmpty(), observed);
  }

  /** What is wrong with the answer; empty text if it is true. */
  private String observe(String sql, QueryResult answer) {
    if (answer.columns().size() != 1) {
      return answer.columns().size() + " columns, not one";
    }
    if (answer.rows().isEmpty()) {
      return "no row";
    }
    if (answer.rows().size() > 1) {
      return "more than one row";
    }
    Object value = answer.rows().get(0).get(0);
    if (value instanceof Boolean truth) {
      return truth ? "" : "false" + compared(sql);
    }
    return value == null ? "null" + compared(sql) : shown(value) + ", neither true nor false";
  }

  /** What the sides of the comparisons that fail are; empty text if that cannot be found out. */
  private String compared(String sql) {
    Optional<Comparisons> comparisons = Comparisons.of(sql);
    if (comparisons.isEmpty()) {
      return "";
    }
    try {
      List<List<Object>> rows = query.apply(comparisons.get().question()).rows();
      return rows.size() == 1 ? sides(comparisons.get().parts(), rows.get(0)) : "";
    } catch (EngineException e) {
      return "";
    }
  }

  private static String sides(List<Comparisons.Comparison> parts, List<Object> row) {
    List<String> sides = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Comparisons.Comparison part = parts.get(i);
      if (!Boolean.TRUE.equals(row.get(3 * i))) {
        sides.add(part.left() + " is " + shown(row.get(3 * i + 1)));
        if (!part.againstLiteral()) {
          sides.add(part.right() + " is " + shown(row.get(3 * i + 2)));
        }
      }
    }
    return sides.isEmpty() ? "" : ", " + String.join(", ", sides);
  }

  private static String shown(Object value) {
    if (value == null) {
      return "null";
    }
    return value instanceof String text ? "'" + OneLine.of(text) + "'" : OneLine.of(value + "");
  }
}
