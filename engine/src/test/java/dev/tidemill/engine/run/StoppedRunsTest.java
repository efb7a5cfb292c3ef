package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.Steps;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that fails at a step, for whatever reason; the next one ends with every row once. */
class StoppedRunsTest {

  private static final class Stop extends RuntimeException {}

  @ParameterizedTest
  @CsvSource({
    "tables-created, 1, 1",
    "between-targets, 1, 1",
    "ranged, 1, 1",
    "planned, 1, 1",
    "written, 1, 1",
    "committed, 1, 1",
    "between-targets, 2, 1",
    "written, 2, 1",
    "committed, 2, 0",
    "all-committed, 1, 0",
  })
  void isFinishedByTheNext(String step, int time, int reports) {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 4, 1);
    job.topic.send(0, "bad".getBytes(UTF_8));
    stopAt(job, step, time);
    List<BatchReport> next = job.drain();
    assertThat(next).hasSize(reports);
    assertRight(job);
  }

  /** Stopped while it catches up with what another left half done. */
  @ParameterizedTest
  @ValueSource(strings = {"catch-up", "written", "committed", "caught-up"})
  void isCaughtUpAfterTheSecondToo(String step) {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 4, 1);
    job.topic.send(0, "bad".getBytes(UTF_8));
    stopAt(job, "between-targets", 2);
    stopAt(job, step, 1);
    job.drain();
    assertRight(job);
  }

  private static void stopAt(TestJob job, String step, int time) {
    int[] times = {0};
    Steps steps =
        reached -> {
          if (reached.equals(step) && ++times[0] == time) {
            throw new Stop();
          }
        };
    try (JobRun run = job.open("copy", steps)) {
      assertThatThrownBy(() -> run.next(TestJob.DUE)).hasRootCauseInstanceOf(Stop.class);
    }
  }

  private static void assertRight(TestJob job) {
    assertThat(job.ids()).isEqualTo(LongStream.range(0, 4).<Object>mapToObj(id -> id).toList());
    assertThat(job.dead("offset")).isEqualTo(List.of(4L));
    assertThat(job.bookmark("rows")).isEqualTo(job.bookmark("events_dead_letters"));
    assertThat(job.bookmark("rows").batch()).isEqualTo(1);
    assertThat(job.drain()).isEmpty();
  }
}
