package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

  private static final String COUNT = "SELECT count(*) = 41 FROM reminders";

  private final Map<String, QueryResult> answers = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();

  @Test
  void oneTrueValueIsAsExpected() {
    answers.put(COUNT, row(true));

    assertThat(ask(COUNT)).isEqualTo(new ExpectationReport("so", COUNT, true, ""));
    assertThat(asked).hasSize(1);
  }

  @Test
  void saysWhatTheComparedValueIs() {
    answers.put(COUNT, row(false));
    answers.put("SELECT (count(*) = 41), (count(*)), (41) FROM reminders", row(false, 38L, 41));

    assertThat(ask(COUNT).observed()).isEqualTo("false, count(*) is 38");
    assertThat(ask(COUNT).ok()).isFalse();
  }

  @Test
  void saysOnlyWhichComparisonsFail() {
    String sql = "SELECT min(a) >= 3 AND max(b) = max(c) FROM t";
    answers.put(sql, row(false));
    answers.put(
        "SELECT (min(a) >= 3), (min(a)), (3), (max(b) = max(c)), (max(b)), (max(c)) FROM t",
        row(true, 3, 3, false, "x", null));

    assertThat(ask(sql).observed()).isEqualTo("false, max(b) is 'x', max(c) is null");
  }

  @Test
  void isSilentWhereTheValueCannotBeFoundOut() {
    answers.put(COUNT, row(false));

    assertThat(ask(COUNT).observed()).isEqualTo("false");
  }

  @Test
  void refusesOtherAnswers() {
    answers.put("a", row(38L));
    answers.put("b", result(List.of("x"), List.of()));
    answers.put("c", result(List.of("x"), List.of(List.of(true), List.of(true))));
    answers.put("d", row(true, true));
    answers.put("e", row((Object) null));

    assertThat(ask("a").observed()).isEqualTo("38, neither true nor false");
    assertThat(ask("b").observed()).isEqualTo("no row");
    assertThat(ask("c").observed()).isEqualTo("more than one row");
    assertThat(ask("d").observed()).isEqualTo("2 columns, not one");
    assertThat(ask("e").observed()).isEqualTo("null");
  }

  @Test
  void aWrongStatementIsOneLine() {
    assertThat(ask("nonsense").observed()).isEqualTo("no answer");
  }

  @Test
  void parametersAreLiterals() {
    String text = "SELECT a = ${x} AND b < ${y} AND c > ${z} AND d = ${n}";
    Sql sql =
        new Sql(
            text,
            List.of(
                new Sql.Placeholder(11, 15, "x", Optional.of("it's \\")),
                new Sql.Placeholder(24, 28, "y", Optional.of(-5L)),
                new Sql.Placeholder(
                    37, 41, "z", Optional.of(Instant.parse("2026-11-13T00:00:00Z"))),
                new Sql.Placeholder(50, 54, "n", Optional.of(1.5))),
            Pipelines.SOMEWHERE,
            Optional.empty());

    assertThat(SqlLiterals.fill(sql))
        .isEqualTo(
            "SELECT a = 'it\\'s \\\\' AND b < (-5) AND c > TIMESTAMP '2026-11-13T00:00:00Z'"
                + " AND d = 1.5D");
  }

  private ExpectationReport ask(String sql) {
    return new Expectations(this::answer)
        .ask("so", new Sql(sql, List.of(), Pipelines.SOMEWHERE, Optional.empty()));
  }

  private QueryResult answer(String sql) {
    asked.add(sql);
    if (!answers.containsKey(sql)) {
      throw new EngineException("", "no answer\nand more");
    }
    return answers.get(sql);
  }

  private static QueryResult row(Object... values) {
    return result(
        java.util.Collections.nCopies(values.length, "c"), List.of(Arrays.asList(values)));
  }

  private static QueryResult result(List<String> columns, List<List<Object>> rows) {
    return new QueryResult(columns, columns, rows, rows.size());
  }
}
