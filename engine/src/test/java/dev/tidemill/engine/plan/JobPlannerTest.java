package dev.tidemill.engine.plan;

import static dev.tidemill.engine.decode.Columns.column;
import static dev.tidemill.engine.decode.Columns.required;
import static dev.tidemill.engine.plan.TestJob.byName;
import static dev.tidemill.engine.plan.TestJob.fields;
import static dev.tidemill.engine.plan.TestJob.sql;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.decode.Columns;
import dev.tidemill.model.ColumnType.Primitive;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class JobPlannerTest {

  private static final Stream ORDERS =
      Columns.stream(
          "orders",
          Columns.struct(
              required("id", Primitive.LONG),
              column("status", Primitive.STRING),
              column("took", Primitive.LONG),
              column(
                  "user",
                  Columns.struct(
                      column("name", Primitive.STRING), column("department", Primitive.STRING)))));

  private static TestJob orders() {
    return new TestJob()
        .stream(
                ORDERS,
                "{\"id\":1,\"status\":\"OK\",\"took\":5,\"user\":{\"name\":\"a\",\"department\":\"X\"}}",
                "{\"id\":2,\"status\":\"ERROR\",\"took\":-1,\"user\":{\"department\":\"X\"}}",
                "{\"id\":3,\"status\":\"OK\",\"took\":7}",
                "{\"id\":4,\"status\":\"OK\"}",
                "{\"id\":\"5\"}",
                "nonsense")
            .source("log", "orders");
  }

  private static List<String> json(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void countsMessagesGoodBadAndDroppedInThePassThatWrites() {
    CountedPlan plan =
        orders()
            .transform("finished", "filter", "log", fields("condition", sql("took >= 0")))
            .target("lake", "finished", "executions")
            .plan();
    plan.target("lake").write().format("noop").mode("overwrite").save();
    plan.written("lake");
    assertThat(plan.counts())
        .containsExactly(
            counts("log", 6, 4, 0L, 0L, 2L),
            counts("finished", 4, 2, 2L, null, null),
            counts("lake", 2, 2, null, null, null));
  }

  private static NodeCounts counts(
      String node, long in, long out, Long dropped, Long nulled, Long dead) {
    return new NodeCounts(
        node,
        OptionalLong.of(in),
        OptionalLong.of(out),
        optional(dropped),
        optional(nulled),
        optional(dead));
  }

  private static OptionalLong optional(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  @Test
  void decodesEachMessageOnce() {
    CountedPlan plan =
        orders()
            .transform("finished", "filter", "log", fields("condition", sql("took >= 0")))
            .transform("few", "selectFields", "finished", fields("columns", List.of("id")))
            .target("lake", "few", "executions")
            .plan();
    String optimized = plan.target("lake").queryExecution().optimizedPlan().toString();
    assertThat(optimized.split("decode_message", -1)).hasSize(2);
  }

  @Test
  void aggregatesWithTheBatchsTimes() {
    CountedPlan plan =
        orders()
            .transform(
                "stats",
                "aggregate",
                "log",
                fields(
                    "groupBy",
                    List.of("status"),
                    "aggregates",
                    byName(
                        "windowStart", "${batch.start}",
                        "windowEnd", "${batch.end}",
                        "batch", "${batch.id}",
                        "runs", "count(*)",
                        "median", "percentile(took, 0.5)",
                        "failures", "count_if(status <> 'OK')")))
            .target("lake", "stats", "stats")
            .plan();
    assertThat(json(plan.target("lake")))
        .containsExactly(
            "{\"status\":\"ERROR\",\"windowStart\":\"2026-11-13T02:14:00.000Z\","
                + "\"windowEnd\":\"2026-11-13T02:15:00.000Z\",\"batch\":17,\"runs\":1,"
                + "\"median\":-1.0,\"failures\":1}",
            "{\"status\":\"OK\",\"windowStart\":\"2026-11-13T02:14:00.000Z\","
                + "\"windowEnd\":\"2026-11-13T02:15:00.000Z\",\"batch\":17,\"runs\":3,"
                + "\"median\":6.0,\"failures\":0}");
    plan.written("lake");
    assertThat(plan.counts().get(1)).isEqualTo(counts("stats", 4, 2, null, null, null));
  }

  @Test
  void selectsRenamesAndDerives() {
    CountedPlan plan =
        orders()
            .transform(
                "few",
                "selectFields",
                "log",
                fields("columns", List.of("id", "user.department", "status")))
            .transform(
                "renamed",
                "renameField",
                "few",
                fields("columns", Map.of("id", "status", "status", "id")))
            .transform(
                "more",
                "derivedColumn",
                "renamed",
                fields("columns", byName("twice", "status * 2", "four", "twice * 2")))
            .transform("one", "filter", "more", fields("condition", sql("status = 2")))
            .target("lake", "one", "t")
            .plan();
    assertThat(json(plan.target("lake")))
        .containsExactly(
            "{\"status\":2,\"department\":\"X\",\"id\":\"ERROR\",\"twice\":4,\"four\":8}");
    plan.written("lake");
    assertThat(plan.counts().get(3)).isEqualTo(counts("more", 4, 4, 0L, null, null));
  }

  @Test
  void queriesInputsUnderTheirAliases() {
    CountedPlan plan =
        orders()
            .transform("ok", "filter", "log", fields("condition", sql("status = 'OK'")))
            .transform(
                "joined",
                "sql",
                "o=log good=ok",
                fields(
                    "query",
                    sql(
                        "WITH slow AS (SELECT * FROM o WHERE took > ${min}) SELECT o.id, g.id AS ok,"
                            + " (SELECT max(id) FROM good WHERE id < ${max}) AS top"
                            + " FROM slow o LEFT JOIN good g ON o.id = g.id LIMIT CAST(${rows} AS int)",
                        -5L,
                        4L,
                        10L)))
            .target("lake", "joined", "t")
            .plan();
    assertThat(json(plan.target("lake")))
        .containsExactly(
            "{\"id\":1,\"ok\":1,\"top\":3}",
            "{\"id\":2,\"top\":3}",
            "{\"id\":3,\"ok\":3,\"top\":3}");
  }

  @Test
  void bindsParametersOfEveryTypeAsLiterals() {
    CountedPlan plan =
        orders()
            .transform("one", "filter", "log", fields("condition", sql("id = ${id}", 1L)))
            .transform(
                "values",
                "derivedColumn",
                "one",
                fields("columns", Map.of("a", sql("concat(${t}, 'x')", "O'Neil \\ ${x} --"))))
            .transform(
                "more",
                "derivedColumn",
                "values",
                fields(
                    "columns",
                    Map.of(
                        "b", sql("${d} + 0.5D", 1.5d),
                        "c", sql("${yes} AND true", true),
                        "e", sql("${end} + ${long}", TestJob.BATCH.end(), Duration.ofMinutes(1)),
                        "f", sql("${size} + 1", new DataSize(1024)))))
            .transform(
                "out", "selectFields", "more", fields("columns", List.of("a", "b", "c", "e", "f")))
            .target("lake", "out", "t")
            .plan();
    assertThat(json(plan.target("lake")))
        .containsExactly(
            "{\"a\":\"O'Neil \\\\ ${x} --x\",\"b\":2.0,\"c\":true,"
                + "\"e\":\"2026-11-13T02:16:00.000Z\",\"f\":1025}");
  }

  @Test
  void addsMetadataOnRequest() {
    CountedPlan plan =
        new TestJob()
            .stream(ORDERS, "{\"id\":1}")
                .source("log", "orders", "topic", "partition", "offset", "timestamp")
                .transform(
                    "few",
                    "selectFields",
                    "log",
                    fields(
                        "columns",
                        List.of("id", "__topic", "__partition", "__offset", "__timestamp")))
                .target("lake", "few", "t")
                .plan();
    assertThat(json(plan.target("lake")))
        .containsExactly(
            "{\"id\":1,\"__topic\":\"orders\",\"__partition\":0,\"__offset\":0,"
                + "\"__timestamp\":\"2026-11-13T02:14:30.000Z\"}");
  }

  @Test
  void droppedMessagesCountAsDropped() {
    CountedPlan plan =
        new TestJob()
            .stream(
                    Columns.stream("orders", ORDERS.columns(), Stream.OnBadRecord.DROP),
                    "{\"id\":1}",
                    "{}")
                .source("log", "orders")
                .target("lake", "log", "t")
                .plan();
    assertThat(json(plan.target("lake"))).containsExactly("{\"id\":1}");
    plan.written("lake");
    assertThat(plan.counts().get(0)).isEqualTo(counts("log", 2, 1, 1L, 0L, 0L));
  }

  @Test
  void requiredColumnsAreKnownNotToBeNull() {
    CountedPlan plan = orders().target("lake", "log", "t").plan();
    StructType rows = plan.target("lake").schema();
    assertThat(rows.apply("id").nullable()).isFalse();
    assertThat(rows.apply("took").nullable()).isTrue();
    assertThat(plan.schema("lake").apply("id").nullable()).isTrue();
  }

  @Test
  void leavesNothingInTheSession() {
    orders()
        .transform("q", "sql", "o=log", fields("query", sql("SELECT * FROM o")))
        .target("lake", "q", "t")
        .plan();
    assertThat(dev.tidemill.engine.SharedSpark.session().catalog().listTables().collectAsList())
        .isEmpty();
  }
}
