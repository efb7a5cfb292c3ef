package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.SharedBroker;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 16 of the crash table of {@code commits.md}. */
class KilledMaintenanceTest {

  @ParameterizedTest
  @CsvSource({
    // The small files are joined, but that is not committed.
    "metadata-written, 1",
    // Old snapshots are to go, but that is not committed.
    "metadata-written, 2",
    // They have gone, and some of their five lists of manifests.
    "file-deleted, 1",
    // The first of two files that nothing refers to.
    "file-deleted, 6",
  })
  void losesNothingAndIsDoneByTheNext(String step, String time) throws Exception {
    TestTopic topic = TestTopic.create(1);
    topic.sendIds(0, 6, 1);
    Path folder = SharedEngine.newFolder();
    String id = "maintained";
    Pipeline pipeline = KilledMaintenance.pipeline(id, topic.name());
    KilledProcess.killWhenReached(
        KilledMaintenance.class, folder, id, topic.name(), SharedBroker.address(), step, time);
    try (Engine next = SharedEngine.another(folder)) {
      assertThat(rows(next, pipeline)).containsExactly(List.of(6L, 6L));
      MaintenanceReport report =
          next.maintain(
              pipeline, pipeline.tables().get("rows"), Instant.now().plus(Duration.ofDays(8)));
      assertThat(report.notices()).isEmpty();
      assertThat(report.filesAfter()).isEqualTo(1);
      // The last batch's snapshot has six, and the maintenance's has one.
      assertThat(dataFiles(folder)).isEqualTo(7);
      topic.sendIds(6, 7, 1);
      batch(next, pipeline);
      assertThat(rows(next, pipeline)).containsExactly(List.of(7L, 7L));
    }
  }

  private static List<List<Object>> rows(Engine engine, Pipeline pipeline) {
    return engine.query(pipeline, "SELECT count(*), count(DISTINCT id) FROM rows", 0).rows();
  }

  private static void batch(Engine engine, Pipeline pipeline) {
    try (JobRun run =
        engine.open(pipeline, pipeline.jobs().get("copy"), TestTopic.clusters(), Steps.NONE)) {
      assertThat(run.next(TestJob.DUE)).isPresent();
    }
  }

  private static long dataFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
