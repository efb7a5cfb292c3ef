package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.runtime.job.JobLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCallsTest {

  private static final Instant NOW = Instant.parse("2026-11-13T00:00:10Z");

  private final Deque<Function<Instant, BatchReport>> batches = new ArrayDeque<>();
  private final List<Instant> dues = new ArrayList<>();
  private boolean closed;

  @TempDir private Path folder;

  @Test
  void drainsUntilNothingIsNewAndSumsTheCounts() throws InterruptedException {
    batches.add(due -> report(1, due, OptionalLong.of(0)));
    batches.add(due -> report(2, due, OptionalLong.of(2)));

    JobReport report = drained();

    assertThat(report.batches()).isEqualTo(2);
    assertThat(report.took()).isEqualTo(Duration.ofSeconds(2));
    assertThat(report.nodes())
        .containsExactly(
            new NodeCounts(
                "log",
                OptionalLong.of(20),
                OptionalLong.of(18),
                OptionalLong.empty(),
                OptionalLong.of(2),
                OptionalLong.of(2)));
    assertThat(report.notices()).containsExactly("[expired] 3 messages");
    assertThat(report.tables()).containsEntry("lake", "clicks");
    assertThat(report.problems()).isEmpty();
    assertThat(closed).isTrue();
  }

  @Test
  void theLogTellsOfEachBatchAndOfTheWholeReasonOfAFailure() throws Exception {
    batches.add(due -> report(1, due, OptionalLong.of(2)));
    batches.add(this::fail);
    batches.add(this::fail);

    drained();

    assertThat(Files.readAllLines(log()))
        .startsWith(
            "2026-11-13T00:00:10Z BATCH 1 from 2026-11-13T00:00:00Z to 2026-11-13T00:01:00Z"
                + " took 1000 ms",
            "  [expired] 3 messages",
            "  log: in 10 out 9 dropped 1 nulled 2 dead 1",
            "2026-11-13T00:00:10Z FAILED batch 2: the table was rolled back")
        .anyMatch(line -> line.strip().startsWith("at " + getClass().getName()));
  }

  @Test
  void eachWindowEndsAfterTheClockAndTheLastEnd() throws InterruptedException {
    batches.add(due -> report(1, due, OptionalLong.empty()));
    // Caught up: an end that another run had chosen.
    batches.add(due -> report(2, due.plusSeconds(600), OptionalLong.empty()));

    drained();

    assertThat(dues)
        .containsExactly(
            Instant.parse("2026-11-13T00:01:00Z"),
            Instant.parse("2026-11-13T00:02:00Z"),
            Instant.parse("2026-11-13T00:13:00Z"));
  }

  @Test
  void aBatchIsTriedAgainOnce() throws InterruptedException {
    batches.add(this::fail);
    batches.add(due -> report(1, due, OptionalLong.empty()));

    assertThat(drained().problems()).isEmpty();
  }

  @Test
  void aBatchThatFailsAgainFailsTheJob() throws InterruptedException {
    batches.add(due -> report(1, due, OptionalLong.empty()));
    batches.add(this::fail);
    batches.add(this::fail);

    JobReport report = drained();

    assertThat(report.batches()).isEqualTo(1);
    assertThat(report.problems())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("rolled-back");
              assertThat(finding.message()).isEqualTo("batch 2: the table was rolled back");
              assertThat(finding.hint()).isEqualTo("see: tidemill logs clicks");
            });
  }

  private JobReport drained() throws InterruptedException {
    try (JobCalls calls =
        new JobCalls(
            Pipelines.job("clicks", true),
            () -> new ScriptedRun(),
            new Narrator(event -> {}),
            List.of(),
            new JobLog(log(), Clock.fixed(NOW, ZoneOffset.UTC)))) {
      calls.drain(NOW);
      return calls.report();
    }
  }

  private Path log() {
    return folder.resolve("jobs/clicks.log");
  }

  private BatchReport fail(Instant due) {
    throw new EngineException("rolled-back", "the table was rolled back\nat x", null);
  }

  private static BatchReport report(long batch, Instant end, OptionalLong nulled) {
    NodeCounts counts =
        new NodeCounts(
            "log",
            OptionalLong.of(10),
            OptionalLong.of(9),
            batch == 1 ? OptionalLong.of(1) : OptionalLong.empty(),
            nulled,
            OptionalLong.of(1));
    return new BatchReport(
        "clicks",
        batch,
        end.minusSeconds(60),
        end,
        Duration.ofSeconds(1),
        List.of(counts),
        false,
        3,
        List.of("[expired] 3 messages"));
  }

  /** The engine's side of the agreement: batches as long as there are some. */
  private final class ScriptedRun implements JobRun {
    @Override
    public Optional<BatchReport> next(Instant due) {
      dues.add(due);
      return Optional.ofNullable(batches.poll()).map(batch -> batch.apply(due));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
