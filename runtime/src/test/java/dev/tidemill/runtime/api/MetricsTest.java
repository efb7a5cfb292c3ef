package dev.tidemill.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.history.BatchEntry;
import dev.tidemill.runtime.history.FireEntry;
import dev.tidemill.runtime.history.InvocationEntry;
import dev.tidemill.runtime.history.JobRunEntry;
import dev.tidemill.runtime.history.NoticeEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Instant AT = Instant.parse("2026-11-13T10:04:00Z");
  private static final Path LOG = Path.of("x.log");

  private final ScriptedOperations operations = new ScriptedOperations(Path.of("/data"));
  private final Metrics metrics = new Metrics(operations::status);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countWhatHappens() {
    metrics.accept(call(Optional.empty()));
    metrics.accept(call(Optional.empty()));
    metrics.accept(call(Optional.of("InvalidUser")));
    metrics.accept(new BatchEntry(AT, "r1", batch()));
    metrics.accept(new FireEntry(AT, "nightly", AT, "e1", 1, FireEntry.Outcome.DELIVERED, ""));
    metrics.accept(run(RunState.RUNNING));
    metrics.accept(run(RunState.FAILED));
    metrics.accept(new NoticeEntry(AT, "disk", "full", true));
    assertThat(metrics.get().lines())
        .contains(
            "tidemill_function_invocations_total{function=\"PutUser\",outcome=\"ok\"} 2.0",
            "tidemill_function_invocations_total{function=\"PutUser\",outcome=\"error\"} 1.0",
            "tidemill_function_duration_seconds_count{function=\"PutUser\"} 3",
            "tidemill_job_batches_total{job=\"executions\"} 1.0",
            "tidemill_job_rows_total{job=\"executions\",node=\"log\",rows=\"in\"} 313.0",
            "tidemill_job_rows_total{job=\"executions\",node=\"log\",rows=\"dead\"} 2.0",
            "tidemill_job_expired_total{job=\"executions\"} 7.0",
            "tidemill_schedule_fires_total{outcome=\"delivered\",schedule=\"nightly\"} 1.0",
            "tidemill_job_runs_total{job=\"executions\",state=\"FAILED\"} 1.0",
            "tidemill_warnings_total 1.0");
    assertThat(metrics.get()).doesNotContain("RUNNING").doesNotContain("nulled");
  }

  @Test
  void showHowItIsNow() {
    assertThat(metrics.get().lines())
        .contains(
            "tidemill_part_up{part=\"broker\"} 1.0",
            "tidemill_function_running{function=\"PutUser\"} 1.0",
            "tidemill_job_lag_messages{job=\"executions\"} 3.0",
            "tidemill_job_lag_seconds{job=\"executions\"} 9.0",
            "tidemill_dead_letters{kind=\"stream\",name=\"function-log\"} 2.0")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .anyMatch(line -> line.startsWith("process_uptime_seconds "));
    operations.broker = Status.PartState.AWAY;
    assertThat(metrics.get()).contains("tidemill_part_up{part=\"broker\"} 0.0");
  }

  private static InvocationEntry call(Optional<String> error) {
    return new InvocationEntry(
        AT,
        "1",
        "PutUser",
        "direct",
        1,
        Duration.ofMillis(5),
        Optional.empty(),
        error,
        error,
        LOG,
        0,
        9);
  }

  private static JobRunEntry run(RunState state) {
    return new JobRunEntry(
        AT,
        "r1",
        "executions",
        "up",
        state,
        1,
        Optional.empty(),
        1,
        313,
        311,
        Optional.empty(),
        LOG);
  }

  private static BatchReport batch() {
    NodeCounts log =
        new NodeCounts(
            "log",
            OptionalLong.of(313),
            OptionalLong.of(311),
            OptionalLong.of(0),
            OptionalLong.empty(),
            OptionalLong.of(2));
    return new BatchReport(
        "executions", 1, AT, AT, Duration.ofSeconds(1), List.of(log), false, 7, List.of());
  }
}
