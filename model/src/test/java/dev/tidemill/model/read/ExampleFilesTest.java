package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Sql;
import dev.tidemill.model.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The five complete files of the contract. */
class ExampleFilesTest {

  @TempDir Path folder;

  private Pipeline approvals(String stage, Map<String, String> set) {
    Reads.samples(folder, "approvals.ndjson", "users.ndjson", "bad-users.ndjson");
    Checked checked = Reads.text(folder, Reads.resource("approvals.yaml"), stage, set);
    assertThat(Reads.brief(checked)).isEmpty();
    return checked.pipeline().orElseThrow();
  }

  @Test
  void readsStoresAndStreams() {
    Pipeline pipeline = approvals("local", Map.of());

    assertThat(pipeline.id()).isEqualTo("approvals");
    assertThat(pipeline.build()).contains("mvn -q -DskipTests package");
    assertThat(pipeline.stores().keySet()).containsExactly("users", "approvals");
    assertThat(pipeline.stores().get("approvals").samples().get(0).file())
        .isEqualTo(folder.toAbsolutePath().normalize().resolve("samples/approvals.ndjson"));
    var log = pipeline.streams().get("function-log");
    assertThat(log.partitions()).isEqualTo(2);
    assertThat(log.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(log.maxMessage()).isEqualTo(new DataSize(1 << 20));
    assertThat(log.topic()).isEqualTo("function-log");
    assertThat(log.columns().find("executionTime").orElseThrow().comment())
        .contains("milliseconds");
    assertThat(log.columns().find("functionName").orElseThrow().required()).isTrue();
    assertThat(log.columns().find("user").orElseThrow().type())
        .isInstanceOf(ColumnType.Struct.class);
  }

  @Test
  void readsFunctionsWithTheirSchedules() {
    Pipeline pipeline = approvals("local", Map.of());

    Function put = pipeline.functions().get("PutUser");
    assertThat(put.memory().megabytes()).isEqualTo(512);
    assertThat(put.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(put.uses())
        .containsExactly(Map.entry("users", Access.WRITE), Map.entry("function-log", Access.WRITE));
    assertThat(put.samples().get(1).expect().outcome()).isEqualTo(Function.Outcome.ERROR);
    assertThat(pipeline.functions().get("ApproveReminder").environment())
        .hasToString("{REMINDER_AFTER_DAYS=3}");
    Schedule schedule = pipeline.schedules().get("ApproveReminder");
    assertThat(schedule.timezone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(schedule.target())
        .isEqualTo(new Schedule.Target(Schedule.Kind.FUNCTION, "ApproveReminder"));
  }

  @Test
  void readsJobsWithTypedFields() {
    Pipeline pipeline = approvals("local", Map.of());

    Node stats = pipeline.jobs().get("function-stats").nodes().get("stats");
    assertThat(stats.fields().get("groupBy")).isEqualTo(List.of("functionName"));
    assertThat(stats.inputs()).containsExactly(Map.entry("log", new Node.Input("log", "")));
    Map<?, ?> aggregates = (Map<?, ?>) stats.fields().get("aggregates");
    assertThat(aggregates).hasSize(6);
    Sql start = (Sql) aggregates.get("windowStart");
    assertThat(start.placeholders())
        .containsExactly(new Sql.Placeholder(0, 14, "batch.start", Optional.empty()));
    Node lake = pipeline.jobs().get("executions").nodes().get("lake");
    assertThat(lake.role()).isEqualTo(Node.Role.TARGET);
    assertThat(lake.fields()).containsEntry("mode", "append").containsEntry("table", "executions");
    assertThat(pipeline.jobs().get("executions").every()).contains(Duration.ofMinutes(1));
    assertThat(pipeline.tables().get("executions").partitionBy().get(0).transform())
        .isEqualTo(Table.PartitionTransform.DAY);
    assertThat(pipeline.rehearsal().at()).contains(Instant.parse("2026-11-13T00:00:00Z"));
    assertThat(pipeline.rehearsal().expect()).containsKey("one reminder per overdue approval");
  }

  @Test
  void laysTheStageOverTheFileAndTheOptionsOverBoth() {
    assertThat(approvals("prod", Map.of()).parameters()).containsEntry("reminderAfterDays", 5L);
    assertThat(approvals("prod", Map.of("reminderAfterDays", "7")).parameters())
        .containsEntry("reminderAfterDays", 7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clickstream", "customers", "invoices"})
  void findsNothingWrongInTheOthersButThatTheyAreAheadOfTheirTime(String name) {
    Reads.samples(folder, "clicks.ndjson", "readings.ndjson");

    Checked checked = Reads.text(folder, Reads.resource(name + ".yaml"));

    assertThat(checked.findings()).extracting(Finding::code).containsOnly("not-built");
    assertThat(checked.pipeline()).isEmpty();
  }
}
