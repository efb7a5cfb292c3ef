package dev.tidemill.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {

  @ParameterizedTest
  @CsvSource({
    "PIPELINE, approvals", "PIPELINE, a-1", "STAGE, prod2", "STREAM, function-log",
    "FUNCTION, PutUser", "TABLE, function_stats", "NODE, fn_1", "PARAMETER, reminderAfterDays",
    "SECRET, pii-salt", "COLUMN, 'any thing, ünïcode'", "COLUMN, _x"
  })
  void takesTheIdsOfTheContract(IdKind kind, String id) {
    assertThat(Ids.check(kind, "id", id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PIPELINE | Shop | has a capital letter"
            + " | it begins every AWS name: lower case, digits and '-'; write 'shop'",
        "PIPELINE | WebShop | has a capital letter"
            + " | it begins every AWS name: lower case, digits and '-'; write 'web-shop'",
        "TABLE | daily-sales | has a '-'"
            + " | Iceberg on Glue takes lower case, digits and '_': write 'daily_sales'",
        "TABLE | umsätze | has a 'ä'"
            + " | Iceberg on Glue takes lower case, digits and '_': write 'umsatze'",
        "PARAMETER | min_price | has a '_'"
            + " | a parameter is letters and digits, a small letter first: write 'minPrice'",
        "JOB | a--b | has '--' | letters, digits and '-' make AWS names: write 'a-b'",
        "JOB | 2nd | begins with a digit | letters, digits and '-' make AWS names: write 'nd'",
        "NODE | my-node | has a '-'"
            + " | it is a name in SQL: letters, digits and '_': write 'my_node'"
      })
  void namesTheFaultAndTheNameMeant(IdKind kind, String id, String fault, String hint) {
    Problem problem = Ids.check(kind, "thing", id).orElseThrow();

    assertThat(problem.code()).isEqualTo("bad-name");
    assertThat(problem.message()).isEqualTo("thing '" + id + "' " + fault);
    assertThat(problem.hint()).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "STAGE, local",
    "NODE, default",
    "PARAMETER, batch",
    "TABLE, clicks_dead_letters",
    "COLUMN, __offset"
  })
  void refusesReservedWords(IdKind kind, String id) {
    assertThat(Ids.check(kind, "thing", id)).map(Problem::code).contains("reserved-name");
  }

  @Test
  void countsTheCharactersOfANameThatIsTooLong() {
    Problem problem = Ids.check(IdKind.PIPELINE, "pipeline", "a".repeat(25)).orElseThrow();

    assertThat(problem.code()).isEqualTo("name-too-long");
    assertThat(problem.message()).endsWith("has 25 characters");
    assertThat(Ids.check(IdKind.PIPELINE, "pipeline", "a".repeat(24))).isEmpty();
  }

  @Test
  void foldsCaseAndJoints() {
    assertThat(Ids.fold("Function-Log_1")).isEqualTo("functionlog1");
  }
}
