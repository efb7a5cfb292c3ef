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
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
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
            next.open(pipeline, pipeline.jobs().get("copy"), TestTopic.kafka(), Steps.NONE)) {
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
}
