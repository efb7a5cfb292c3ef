package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RacingMaintenanceTest {

  private static final int BATCHES = 20;

  /** Each batch commits at the first attempt of its run: a failure would be thrown. */
  @Test
  void makesNoBatchFail() throws Exception {
    TestJob job = TestJob.create(1);
    List<MaintenanceReport> reports = new ArrayList<>();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> batches = threads.submit(() -> run(job));
      while (!batches.isDone()) {
        reports.add(SharedEngine.maintain(job.pipeline, "rows", soon()));
        reports.add(
            SharedEngine.engine()
                .maintainDeadLetters(job.pipeline, job.pipeline.streams().get("events"), soon()));
      }
      assertThat(batches.get()).isEqualTo(BATCHES);
    } finally {
      threads.shutdownNow();
    }
    assertThat(job.ids())
        .isEqualTo(LongStream.range(0, BATCHES).<Object>mapToObj(id -> id).toList());
    assertThat(job.dead("offset")).hasSize(BATCHES).doesNotHaveDuplicates();
    assertThat(job.bookmark("rows")).isEqualTo(job.bookmark("events_dead_letters"));
    assertThat(reports).anyMatch(report -> report.filesAfter() < report.filesBefore());
    assertThat(reports).anyMatch(report -> report.snapshotsExpired() > 0);
  }

  /** So late that all that may go goes. */
  private static Instant soon() {
    return Instant.now().plus(Duration.ofDays(8));
  }

  private static int run(TestJob job) {
    int batches = 0;
    try (JobRun run = job.open("copy", Steps.NONE)) {
      for (int id = 0; id < BATCHES; id++) {
        job.topic.sendIds(id, id + 1, 1);
        job.topic.send(0, ("bad" + id).getBytes(UTF_8));
        batches += run.next(TestJob.DUE).isPresent() ? 1 : 0;
      }
    }
    return batches;
  }
}
