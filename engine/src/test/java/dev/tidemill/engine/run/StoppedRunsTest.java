package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.BatchReport;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that fails at a step, for whatever reason; the next one ends with every row once. */
class StoppedRunsTest {

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
    job.stopAt(step, time);
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
    job.stopAt("between-targets", 2);
    job.stopAt(step, 1);
    job.drain();
    assertRight(job);
  }

  private static void assertRight(TestJob job) {
    assertThat(job.ids()).isEqualTo(LongStream.range(0, 4).<Object>mapToObj(id -> id).toList());
    assertThat(job.dead("offset")).isEqualTo(List.of(4L));
    assertThat(job.bookmark("rows")).isEqualTo(job.bookmark("events_dead_letters"));
    assertThat(job.bookmark("rows").batch()).isEqualTo(1);
    assertThat(job.drain()).isEmpty();
  }
}
