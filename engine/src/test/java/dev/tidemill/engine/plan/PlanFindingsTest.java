package dev.tidemill.engine.plan;

import static dev.tidemill.engine.decode.Columns.column;
import static dev.tidemill.engine.decode.Columns.required;
import static dev.tidemill.engine.decode.Columns.struct;
import static dev.tidemill.engine.plan.TestJob.byName;
import static dev.tidemill.engine.plan.TestJob.fields;
import static dev.tidemill.engine.plan.TestJob.position;
import static dev.tidemill.engine.plan.TestJob.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.decode.Columns;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Primitive;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFindingsTest {

  private static final Stream CLICKS =
      Columns.stream(
          "clicks",
          struct(
              required("eventId", Primitive.STRING),
              column("price", new ColumnType.Decimal(10, 2)),
              column("count", Primitive.INT),
              column("at", Columns.iso()),
              column("any", Primitive.VARIANT),
              column("page", struct(column("url", Primitive.STRING)))));

  private static TestJob clicks() {
    return new TestJob().stream(CLICKS).source("log", "clicks");
  }

  private static List<Finding> ofFilter(String condition) {
    return clicks().transform("some", "filter", "log", fields("condition", sql(condition))).check();
  }

  private static String line(Finding finding) {
    return finding.position()
        + (finding.isError() ? " " : " warning ")
        + "["
        + finding.code()
        + "] "
        + finding.message()
        + " | "
        + finding.hint();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      textBlock =
          """
          prise > 0          @ 20:40 [unknown-column] no column 'prise' | did you mean 'price'?
          0 < Price          @ 20:44 [unknown-column] no column 'Price' | did you mean 'price'?
          zzz > 0            @ 20:40 [unknown-column] no column 'zzz' | there is eventId, price, count, at, any, page
          page.ulr = ''      @ 20:40 [unknown-column] no column 'ulr' | did you mean 'url'?
          price >            @ 20:47 [bad-sql] Syntax error at or near end of input |
          price > 0 and)     @ 20:53 [bad-sql] Syntax error at or near ')': extra input ')' |
          eventId            @ 20:40 [bad-sql] Filter expression 'eventId' of type 'STRING' is not a boolean |
          count_iff(price)   @ 20:40 [unknown-function] no SQL function 'count_iff' | did you mean 'count_if'?
          sum(price) > 0     @ 20:40 [bad-sql] The WHERE condition '(sum(price) > 0)' contains invalid expressions: sum(price). Rewrite the query to avoid window functions, aggregate functions, and generator functions in the WHERE clause |
          price > :min       @ 20:48 [bad-sql] ':min' is no parameter of Tidemill | write ${name}
          1 = (select 1)     @ 20:40 [bad-sql] a subquery in an expression | write it as a node: sql
          price + true > 0   @ 20:40 [bad-sql] the left and right operands of the binary operator have incompatible types ('DECIMAL(10,2)' and 'BOOLEAN') |
          at < now()         @ 20:45 warning [not-repeatable] now() gives another value when a batch is run again | write ${batch.end}
          at < current_date  @ 20:45 warning [not-repeatable] current_date gives another value when a batch is run again | write ${batch.end}
          rand(42) < 0.5     @ 20:40 warning [not-repeatable] rand(42) gives another value when a batch is run again | derive it from columns
          """)
  void placesWhatSparkFindsInTheSql(String condition, String expected) {
    assertThat(ofFilter(condition))
        .extracting(PlanFindingsTest::line)
        .containsExactly("pipeline.yaml:" + (expected + (expected.endsWith("|") ? " " : "")));
  }

  @Test
  void saysTheLineOfSqlThatStandsInAFile() {
    List<Finding> findings =
        clicks()
            .transform(
                "q",
                "sql",
                "log",
                fields(
                    "query",
                    new dev.tidemill.model.Sql(
                        "SELECT price\nFROM log\nWHERE prise > 0",
                        List.of(),
                        position(7, 9, 12),
                        Optional.empty())))
            .check();
    assertThat(line(findings.get(0)))
        .isEqualTo(
            "pipeline.yaml:7:9 [unknown-column] no column 'prise' (line 3, column 7 of the SQL)"
                + " | did you mean 'price'?");
  }

  @Test
  void aQueryReadsItsInputsOnly() {
    List<Finding> findings =
        clicks()
            .transform(
                "q", "sql", "c=log", fields("query", sql("SELECT * FROM c JOIN log JOIN x.d")))
            .check();
    assertThat(findings)
        .extracting(PlanFindingsTest::line)
        .containsExactly(
            "pipeline.yaml:20:61 [unknown-name] no input 'log' | it has c; add it to input",
            "pipeline.yaml:20:70 [unknown-name] no input 'x.d' | it has c; add it to input");
  }

  @Test
  void reportsEachColumnOnceAndWhatFollowsAfterIt() {
    List<Finding> findings =
        clicks()
            .transform(
                "more",
                "derivedColumn",
                "log",
                fields("columns", byName("a", "prise", "b", "a + 1", "c", "cuont", "d", "uuid()")))
            .transform("some", "filter", "more", fields("condition", sql("nonsense > 0")))
            .target("lake", "some", "t")
            .transform("other", "filter", "log", fields("condition", sql("evntId = ''")))
            .check();
    assertThat(findings)
        .extracting(PlanFindingsTest::line)
        .containsExactly(
            "pipeline.yaml:20:40 [unknown-column] no column 'prise' | did you mean 'price'?",
            "pipeline.yaml:20:40 [unknown-column] no column 'cuont' | did you mean 'count'?",
            "pipeline.yaml:20:40 warning [not-repeatable] uuid() gives another value when a batch"
                + " is run again | derive it from columns",
            "pipeline.yaml:20:40 [unknown-column] no column 'evntId' | did you mean 'eventId'?",
            "pipeline.yaml:13:5 [not-checked] columns of some, lake | ");
    assertThat(findings.get(0).path()).isEqualTo("jobs.orders.nodes.more.columns.a");
    assertThat(findings.get(4).causedBy()).contains(findings.get(0).position());
  }

  @Test
  void aPlanWithAnErrorIsNotMade() {
    TestJob job =
        clicks().transform("some", "filter", "log", fields("condition", sql("prise > 0")));
    assertThatThrownBy(job::plan)
        .isInstanceOfSatisfying(PlanException.class, e -> assertThat(e.findings()).hasSize(1))
        .hasMessage("no column 'prise'");
  }

  @Test
  void columnPathsAreCaseExact() {
    List<Finding> findings =
        clicks()
            .transform(
                "few", "selectFields", "log", fields("columns", List.of("eventid", "page.URL")))
            .transform(
                "named", "renameField", "log", fields("columns", Map.of("page.url", "address")))
            .transform(
                "stats",
                "aggregate",
                "log",
                fields("groupBy", List.of("cnt"), "aggregates", byName("n", "count(*)")))
            .check();
    assertThat(findings)
        .extracting(PlanFindingsTest::line)
        .containsExactly(
            "pipeline.yaml:12:30 [unknown-column] no column 'eventid' | did you mean 'eventId'?",
            "pipeline.yaml:12:30 [unknown-column] no column 'URL' | did you mean 'url'?",
            "pipeline.yaml:13:30 [bad-path] 'page.url' lies inside a struct | rename whole columns"
                + " here; for a field of a struct use derivedColumn",
            "pipeline.yaml:14:30 [unknown-column] no column 'cnt' | there is eventId, price, count,"
                + " at, any, page");
  }

  @Test
  void aNewColumnMakesNoRows() {
    List<Finding> findings =
        clicks()
            .transform(
                "more",
                "derivedColumn",
                "log",
                fields("columns", byName("a", "explode(array(1, 2))")))
            .check();
    assertThat(line(findings.get(0)))
        .isEqualTo(
            "pipeline.yaml:12:5 [bad-sql] explode makes several rows of one, which new columns"
                + " cannot | write it as a node: sql");
  }

  private static Table table(List<Table.PartitionField> partitions, ColumnType.Column... columns) {
    return new Table(
        "t",
        columns.length == 0 ? Optional.empty() : Optional.of(struct(columns)),
        List.of(),
        partitions,
        List.of(),
        Map.of(),
        Table.OnSchemaChange.ADD,
        Optional.empty(),
        position(3, 3, 1));
  }

  private static List<String> ofTable(Table table, String select) {
    return clicks()
        .transform("q", "sql", "log", fields("query", sql("SELECT " + select + " FROM log")))
        .table(table)
        .target("lake", "q", "t")
        .check()
        .stream()
        .map(PlanFindingsTest::line)
        .toList();
  }

  @Test
  void aTableHoldsNoVariantNoNothingAndNoInterval() {
    assertThat(ofTable(table(List.of()), "any, null AS n, at - at AS i, named_struct('v', any) s"))
        .containsExactly(
            "pipeline.yaml:13:30 [variant-v3] column 'any' is a variant, which tables of format v2"
                + " cannot hold | write to_json(any)",
            "pipeline.yaml:13:30 [type-mismatch] column 'n' is null in every row, so it has no type"
                + " | write CAST(NULL AS string), or another type",
            "pipeline.yaml:13:30 [type-mismatch] column 'i' is an interval day to second, which"
                + " tables cannot hold | write it as a number: timestampdiff(SECOND, from, to)",
            "pipeline.yaml:13:30 [variant-v3] column 's' is a variant, which tables of format v2"
                + " cannot hold | write to_json(s)");
  }

  @Test
  void namesOfATableDifferByMoreThanCase() {
    assertThat(ofTable(table(List.of()), "count AS a, eventId AS A"))
        .containsExactly(
            "pipeline.yaml:13:5 [case-only] column 'A' is 'a' but for case | Glue and Athena fold"
                + " names to lower case: rename one of them");
    assertThat(ofTable(table(List.of()), "count AS a, eventId AS a"))
        .contains("pipeline.yaml:12:5 [same-name] two columns 'a' | rename one of them");
  }

  @Test
  void rowsFitTheColumnsThatATableDeclares() {
    Table table =
        table(
            List.of(),
            column("count", Primitive.LONG),
            column("price", new ColumnType.Decimal(8, 2)),
            column("eventId", Primitive.LONG),
            column("more", Primitive.STRING));
    assertThat(ofTable(table, "count, price, eventId, at"))
        .containsExactly(
            "pipeline.yaml:13:30 [unknown-column] table t has no column 'at' | add it to the"
                + " table's columns, or leave it out with selectFields",
            "pipeline.yaml:1:1 [type-mismatch] column 'price' is decimal(8,2) in the table, but"
                + " decimal(10,2) in the plan | change one of them; CAST(price AS …) in a"
                + " derivedColumn says how",
            "pipeline.yaml:1:1 [type-mismatch] column 'eventId' is long in the table, but string in"
                + " the plan | change one of them; CAST(eventId AS …) in a derivedColumn says how");
  }

  @Test
  void aRequiredColumnOfATableIsNeverNull() {
    Table table =
        table(
            List.of(),
            required("eventId", Primitive.STRING),
            required("count", Primitive.INT),
            required("price", new ColumnType.Decimal(10, 2)),
            required("more", Primitive.STRING));
    assertThat(ofTable(table, "eventId, count, coalesce(price, 0) AS price"))
        .containsExactly(
            "pipeline.yaml:1:1 [nullable] column 'count' of table t is required, but the plan may"
                + " give null | filter with count IS NOT NULL, or take 'required' away",
            "pipeline.yaml:1:1 [type-mismatch] column 'price' is decimal(10,2) in the table, but"
                + " decimal(12,2) in the plan | change one of them; CAST(price AS …) in a"
                + " derivedColumn says how",
            "pipeline.yaml:1:1 [nullable] column 'more' of table t is required, but the plan has no"
                + " such column | add it with derivedColumn, or take 'required' away");
  }

  @Test
  void aFilterShowsThatAColumnIsNotNull() {
    TestJob job =
        new TestJob()
            .stream(CLICKS, "{\"eventId\":\"a\",\"count\":1}", "{\"eventId\":\"b\"}")
                .source("log", "clicks")
                .transform("some", "filter", "log", fields("condition", sql("count IS NOT NULL")))
                .transform("few", "selectFields", "some", fields("columns", List.of("count")))
                .table(
                    table(List.of(), column("x", Primitive.INT), required("count", Primitive.LONG)))
                .target("lake", "few", "t");
    assertThat(job.check()).isEmpty();
    CountedPlan plan = job.plan();
    assertThat(plan.target("lake").schema().apply("count").nullable()).isFalse();
    assertThat(plan.schema("lake").apply("count").nullable()).isFalse();
    assertThat(plan.target("lake").toJSON().collectAsList()).containsExactly("{\"count\":1}");
    assertThat(plan.target("lake").columns()).containsExactly("x", "count");
  }

  private static Table.PartitionField partition(Table.PartitionTransform transform, String column) {
    return new Table.PartitionField(transform, column, 0, position(4, 20, 5));
  }

  @Test
  void partitionsAreOfColumnsThatThereAre() {
    Table table =
        table(
            List.of(
                partition(Table.PartitionTransform.DAY, "at"),
                partition(Table.PartitionTransform.DAY, "eventId"),
                partition(Table.PartitionTransform.BUCKET, "evntId"),
                partition(Table.PartitionTransform.IDENTITY, "page.url"),
                partition(Table.PartitionTransform.IDENTITY, "page")));
    assertThat(ofTable(table, "at, eventId, page"))
        .containsExactly(
            "pipeline.yaml:4:20 [type-mismatch] column 'eventId' is string: a table cannot be"
                + " partitioned so | it takes a timestamp or a date",
            "pipeline.yaml:4:20 [unknown-column] no column 'evntId' | did you mean 'eventId'?",
            "pipeline.yaml:4:20 [type-mismatch] column 'page' is struct<url:string>: a table cannot"
                + " be partitioned so | a field of it may do");
  }
}
