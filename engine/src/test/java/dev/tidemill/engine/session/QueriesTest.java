package dev.tidemill.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.commit.TableCreator;
import dev.tidemill.model.Pipeline;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {

  private static final Pipeline PIPELINE =
      TestPipeline.of(SharedEngine.newPipeline(), "none").job("copy", "executions").build();

  @BeforeAll
  static void createTable() {
    TableCreator creator = new TableCreator(SharedEngine.catalog());
    String database = PIPELINE.names().database();
    creator.createDatabase(database);
    creator.create(
        TableIdentifier.of(database, "executions"),
        StructType.fromDDL("functionName string, runs int"),
        List.of(),
        List.of(),
        Map.of());
  }

  @Test
  void givesColumnsTypesAndRows() {
    QueryResult result =
        ask(
            "SELECT 1 AS a, 'x' AS b, 1.50 AS c, TIMESTAMP '2026-11-13 02:15:00Z' AS d,"
                + " DATE '2026-11-13' AS e, TIMESTAMP_NTZ '2026-11-13 02:15:00' AS f,"
                + " array(1, 2) AS g, map('k', 1L) AS h, named_struct('x', 1, 'y', null) AS i,"
                + " null AS j",
            10);
    assertThat(result.columns()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    assertThat(result.types())
        .containsExactly(
            "int",
            "string",
            "decimal(3,2)",
            "timestamp",
            "date",
            "timestamp_ntz",
            "array<int>",
            "map<string,bigint>",
            "struct<x:int,y:void>",
            "void");
    assertThat(result.rows().get(0).subList(0, 8))
        .containsExactly(
            1,
            "x",
            new BigDecimal("1.50"),
            Instant.parse("2026-11-13T02:15:00Z"),
            LocalDate.of(2026, 11, 13),
            LocalDateTime.of(2026, 11, 13, 2, 15),
            List.of(1, 2),
            Map.of("k", 1L));
    assertThat(((Map<?, ?>) result.rows().get(0).get(8)).keySet()).hasToString("[x, y]");
    assertThat(result.rows().get(0).get(9)).isNull();
  }

  @Test
  void fetchesNoMoreThanItWasAsked() {
    assertThat(ask("SELECT * FROM range(10)", 3).rows()).hasSize(3);
    assertThat(ask("SELECT * FROM range(10)", 3).totalOrMinusOne()).isEqualTo(-1);
    assertThat(ask("SELECT * FROM range(3)", 3).totalOrMinusOne()).isEqualTo(3);
    assertThat(ask("SELECT * FROM range(10)", 0).rows()).hasSize(10);
  }

  @Test
  void findsTablesOfThePipeline() {
    assertThat(ask("SELECT * FROM executions", 1).columns())
        .containsExactly("functionName", "runs");
    assertThat(ask("SHOW TABLES", 0).rows()).hasSize(1);
    assertThat(ask("DESCRIBE executions", 0).rows()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM execution | no table 'execution': did you mean 'executions'?",
        "SELECT * FROM zebras | no table 'zebras': there are executions",
        "SELECT run FROM executions | no column 'run': did you mean 'runs'?",
        "SELECT functionname FROM executions | no column 'functionname': did you mean"
            + " 'functionName'?",
        "SELECT e.zebra FROM executions e | no column 'e.zebra': there are functionName, runs",
        "SELEC 1 | Syntax error at or near 'SELEC' (line 1, column 1)",
        "SELECT 1 / 0 | Division by zero.",
        "SELECT runs + true FROM executions | Cannot resolve \"(runs + true)\" due to data type mismatch:"
            + " the left and right operands of the binary operator have incompatible types"
            + " (\"INT\" and \"BOOLEAN\") (line 1, column 8)",
      })
  void saysAMistakeInOneLine(String sql, String message) {
    assertThatThrownBy(() -> ask(sql, 0)).isInstanceOf(EngineException.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE executions",
        "INSERT INTO executions VALUES ('x', 1)",
        "CREATE TABLE t AS SELECT 1 AS a",
        "CREATE TEMPORARY VIEW v AS SELECT 1",
        "DELETE FROM executions",
        "SET spark.sql.ansi.enabled=false",
        "USE tidemill",
        "WITH x AS (SELECT 1 AS a) INSERT INTO executions SELECT 'a', a FROM x",
        "CALL tidemill.system.expire_snapshots('executions')",
        "CACHE TABLE executions",
        "FROM executions INSERT INTO executions SELECT * INSERT INTO executions SELECT *",
        "EXECUTE IMMEDIATE 'DROP TABLE executions'",
        "BEGIN DROP TABLE executions; END",
      })
  void refusesToChangeAnything(String sql) {
    assertThatThrownBy(() -> ask(sql, 0)).hasMessage("a query only reads: write SELECT …");
  }

  @Test
  void saysThatNothingHasRunYet() {
    Pipeline other = TestPipeline.of(SharedEngine.newPipeline(), "none").build();
    assertThat(SharedEngine.engine().query(other, "SELECT 1", 0).rows()).hasSize(1);
    assertThatThrownBy(() -> SharedEngine.engine().query(other, "SELECT * FROM rows", 0))
        .hasMessage("no table 'rows': there are none yet");
  }

  private static QueryResult ask(String sql, int limit) {
    return SharedEngine.engine().query(PIPELINE, sql, limit);
  }
}
