package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Row 16 of the crash table of {@code commits.md}. */
class KilledMaintenanceTest {

  private static final String ID = "maintained";

  /** A table that is maintained up to a step. */
  private record Maintained(String step, int time, TestTopic topic, Path folder) {

    static Maintained upTo(String step, int time) {
      TestTopic topic = TestTopic.create(1);
      topic.sendIds(0, 6, 1);
      return new Maintained(step, time, topic, SharedEngine.newFolder());
    }

    List<String> arguments() {
      return List.of(
          folder.toString(),
          step,
          Integer.toString(time),
          ID,
          topic.name(),
          SharedBroker.address());
    }
  }

  @TestFactory
  Stream<DynamicTest> losesNothingAndIsDoneByTheNext() throws Exception {
    List<Maintained> all =
        List.of(
            // The small files are joined, but that is not committed.
            Maintained.upTo("metadata-written", 1),
            // Old snapshots are to go, but that is not committed.
            Maintained.upTo("metadata-written", 2),
            // They have gone, and some of their five lists of manifests.
            Maintained.upTo("file-deleted", 1),
            // The first of two files that nothing refers to.
            Maintained.upTo("file-deleted", 6));
    KilledProcess.killWhenReached(
        KilledMaintenance.class, all.stream().map(Maintained::arguments).toList());
    return all.stream()
        .map(
            killed ->
                dynamicTest(
                    killed.step() + " " + killed.time(), () -> assertDoneByTheNext(killed)));
  }

  private static void assertDoneByTheNext(Maintained killed) throws IOException {
    Pipeline pipeline = KilledMaintenance.pipeline(ID, killed.topic().name());
    try (Engine next = SharedEngine.another(killed.folder())) {
      assertThat(rows(next, pipeline)).as("%s", killed).containsExactly(List.of(6L, 6L));
      MaintenanceReport report =
          next.maintain(
              pipeline, pipeline.tables().get("rows"), Instant.now().plus(Duration.ofDays(8)));
      assertThat(report.notices()).as("%s", killed).isEmpty();
      assertThat(report.filesAfter()).as("%s", killed).isEqualTo(1);
      // The last batch's snapshot has six, and the maintenance's has one.
      assertThat(dataFiles(killed.folder())).as("%s", killed).isEqualTo(7);
      killed.topic().sendIds(6, 7, 1);
      batch(next, pipeline);
      assertThat(rows(next, pipeline)).as("%s", killed).containsExactly(List.of(7L, 7L));
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
