package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedBroker;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The crash table of {@code commits.md}: a process killed with SIGKILL at a step. */
class KilledRunnerTest {

  @ParameterizedTest(name = "row {0}: {1}")
  @CsvSource({
    "1, planned, 1",
    "2, written, 1",
    // Metadata is written for two new tables and their two bookmarks first.
    "3, metadata-written, 5",
    "4, committed, 1",
    "5, between-targets, 2",
    "7, written, 2",
    "9, tables-created, 1",
    "9, between-targets, 1",
  })
  void leavesNothingThatHindersTheNext(int row, String step, int time) throws Exception {
    TestTopic topic = TestTopic.create(2);
    topic.sendIds(0, 20, 2);
    topic.send(0, "bad".getBytes(UTF_8));
    Path folder = SharedEngine.newFolder();
    String id = "killed" + row;
    KilledProcess.killWhenReached(
        KilledRunner.class,
        folder,
        id,
        topic.name(),
        SharedBroker.address(),
        step,
        Integer.toString(time));
    topic.sendIds(20, 30, 2);
    Pipeline pipeline = TestPipeline.of(id, topic).job("copy", "rows").build();
    try (Engine next = SharedEngine.another(folder);
        JobRun run =
            next.open(pipeline, pipeline.jobs().get("copy"), TestTopic.clusters(), Steps.NONE)) {
      int batches = 0;
      while (run.next(TestJob.DUE).isPresent()) {
        batches++;
      }
      assertThat(batches).isBetween(1, 2);
      assertThat(next.query(pipeline, "SELECT count(*), count(DISTINCT id) FROM rows", 0).rows())
          .containsExactly(List.of(30L, 30L));
      assertThat(
              next.query(pipeline, "SELECT `partition`, `offset` FROM events_dead_letters", 0)
                  .rows())
          .containsExactly(List.of(0, 10L));
    }
  }

  /** A way out is one commit: it was taken, or it is taken again. */
  @ParameterizedTest(name = "redo: {0}")
  @CsvSource({"metadata-written", "between-targets"})
  void leavesARedoToTheNext(String step) throws Exception {
    TestTopic topic = TestTopic.create(1);
    Path folder = SharedEngine.newFolder();
    Pipeline pipeline = TestPipeline.of("redone", topic).job("copy", "rows").build();
    Job job = pipeline.jobs().get("copy");
    try (Engine engine = SharedEngine.another(folder)) {
      topic.sendIds(0, 10, 1);
      drain(engine, pipeline);
      topic.sendIds(10, 20, 1);
      drain(engine, pipeline);
      Table table = SharedEngine.table(engine, pipeline, "rows");
      table.manageSnapshots().rollbackTo(table.history().get(0).snapshotId()).commit();
    }
    KilledProcess.killWhenReached(
        KilledRunner.class,
        folder,
        "redone",
        topic.name(),
        SharedBroker.address(),
        step,
        "1",
        "",
        "redo");
    try (Engine next = SharedEngine.another(folder)) {
      if (step.equals("metadata-written")) {
        next.resolve(pipeline, job, TestTopic.clusters(), new WayOut.Redo());
      }
      drain(next, pipeline);
      assertThat(next.query(pipeline, "SELECT count(*), count(DISTINCT id) FROM rows", 0).rows())
          .containsExactly(List.of(20L, 20L));
    }
  }

  private static void drain(Engine engine, Pipeline pipeline) {
    try (JobRun run =
        engine.open(pipeline, pipeline.jobs().get("copy"), TestTopic.clusters(), Steps.NONE)) {
      boolean more = true;
      while (more) {
        more = run.next(TestJob.DUE).isPresent();
      }
    }
  }
}
