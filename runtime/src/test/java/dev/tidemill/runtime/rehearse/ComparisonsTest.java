package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT count(*) = 41 FROM reminders"
            + " | SELECT (count(*) = 41), (count(*)), (41) FROM reminders",
        "select max(a) >= 3 AND b <> 'x AND y' from t where c = 1"
            + " | SELECT (max(a) >= 3), (max(a)), (3), (b <> 'x AND y'), (b), ('x AND y')"
            + " from t where c = 1",
        "SELECT (SELECT count(*) FROM a) = (SELECT count(*) FROM b WHERE x = 1)"
            + " | SELECT ((SELECT count(*) FROM a) = (SELECT count(*) FROM b WHERE x = 1)),"
            + " ((SELECT count(*) FROM a)), ((SELECT count(*) FROM b WHERE x = 1))",
        "SELECT count_if(e LIKE '%=%') = 0 FROM t"
            + " | SELECT (count_if(e LIKE '%=%') = 0), (count_if(e LIKE '%=%')), (0) FROM t"
      })
  void asksForBothSides(String sql, String question) {
    assertThat(Comparisons.of(sql).map(c -> c.question().strip())).contains(question);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH a AS (SELECT 1) SELECT count(*) = 1 FROM a",
        "SELECT a = 1 OR b = 2 FROM t",
        "SELECT a BETWEEN 1 AND 2 FROM t",
        "SELECT NOT a = 1 FROM t",
        "SELECT a = b = c FROM t",
        "SELECT count(*) = 1 AS ok FROM t",
        "SELECT a = 1, b = 2 FROM t",
        "SELECT true",
        "SELECT",
        "",
        "SELECT 'a = 1",
        "SELECT -- x = 1",
        "VALUES (1)"
      })
  void givesUpOnAnythingElse(String sql) {
    assertThat(Comparisons.of(sql)).isEmpty();
  }

  @Test
  void knowsWhatNeedsNoAsking() {
    assertThat(Comparisons.of("SELECT a = 41").orElseThrow().parts().get(0).againstLiteral())
        .isTrue();
    assertThat(Comparisons.of("SELECT a = 'x'").orElseThrow().parts().get(0).againstLiteral())
        .isTrue();
    assertThat(Comparisons.of("SELECT a = b").orElseThrow().parts().get(0).againstLiteral())
        .isFalse();
  }
}
