package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedBroker;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The crash table of {@code commits.md}: processes killed with SIGKILL at a step. */
class KilledRunnerTest {

  /** A job of a process that is killed when the job has come to a step. */
  private record Killed(String id, String step, int time, TestTopic topic, Path folder) {

    static Killed at(String row, String step, int time) {
      TestTopic topic = TestTopic.create(2);
      return new Killed("killed-" + row, step, time, topic, SharedEngine.newFolder());
    }

    List<String> arguments(String... more) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  folder.toString(),
                  step,
                  Integer.toString(time),
                  id,
                  topic.name(),
                  SharedBroker.address()));
      arguments.addAll(List.of(more));
      return arguments;
    }

    Pipeline pipeline() {
      return KilledRunner.pipeline(id, topic.name(), "", "copy");
    }
  }

  @TestFactory
  Stream<DynamicTest> leavesNothingThatHindersTheNext() throws Exception {
    List<Killed> all =
        List.of(
            Killed.at("row1", "planned", 1),
            Killed.at("row2", "written", 1),
            // Metadata is written for two new tables and their two bookmarks first.
            Killed.at("row3", "metadata-written", 5),
            Killed.at("row4", "committed", 1),
            Killed.at("row5", "between-targets", 2),
            Killed.at("row7", "written", 2),
            Killed.at("row9", "tables-created", 1),
            Killed.at("row9", "between-targets", 1));
    for (Killed each : all) {
      each.topic().sendIds(0, 20, 2);
      each.topic().send(0, "bad".getBytes(UTF_8));
    }
    KilledProcess.killWhenReached(
        KilledRunner.class, all.stream().map(killed -> killed.arguments()).toList());
    return all.stream()
        .map(killed -> dynamicTest(killed.toString(), () -> assertNextIsNotHindered(killed)));
  }

  private static void assertNextIsNotHindered(Killed killed) {
    killed.topic().sendIds(20, 30, 2);
    Pipeline pipeline = killed.pipeline();
    try (Engine next = SharedEngine.another(killed.folder())) {
      assertThat(drain(next, pipeline)).as("%s", killed).isBetween(1, 2);
      assertThat(next.query(pipeline, "SELECT count(*), count(DISTINCT id) FROM rows", 0).rows())
          .as("%s", killed)
          .containsExactly(List.of(30L, 30L));
      assertThat(
              next.query(pipeline, "SELECT `partition`, `offset` FROM events_dead_letters", 0)
                  .rows())
          .as("%s", killed)
          .containsExactly(List.of(0, 10L));
    }
  }

  /** A way out is one commit: it was taken, or it is taken again. */
  @TestFactory
  Stream<DynamicTest> leavesARedoToTheNext() throws Exception {
    List<Killed> all =
        List.of(
            Killed.at("redo1", "metadata-written", 1), Killed.at("redo2", "between-targets", 1));
    all.forEach(KilledRunnerTest::rollBack);
    KilledProcess.killWhenReached(
        KilledRunner.class, all.stream().map(killed -> killed.arguments("", "redo")).toList());
    return all.stream()
        .map(killed -> dynamicTest(killed.toString(), () -> assertRedoneByTheNext(killed)));
  }

  private static void rollBack(Killed killed) {
    try (Engine engine = SharedEngine.another(killed.folder())) {
      killed.topic().sendIds(0, 10, 1);
      drain(engine, killed.pipeline());
      killed.topic().sendIds(10, 20, 1);
      drain(engine, killed.pipeline());
      Table table = SharedEngine.table(engine, killed.pipeline(), "rows");
      table.manageSnapshots().rollbackTo(table.history().get(0).snapshotId()).commit();
    }
  }

  private static void assertRedoneByTheNext(Killed killed) {
    Pipeline pipeline = killed.pipeline();
    Job job = pipeline.jobs().get("copy");
    try (Engine next = SharedEngine.another(killed.folder())) {
      if (killed.step().equals("metadata-written")) {
        next.resolve(pipeline, job, TestTopic.clusters(), new WayOut.Redo());
      }
      drain(next, pipeline);
      assertThat(next.query(pipeline, "SELECT count(*), count(DISTINCT id) FROM rows", 0).rows())
          .as("%s", killed)
          .containsExactly(List.of(20L, 20L));
    }
  }

  /** How many batches there were. */
  private static int drain(Engine engine, Pipeline pipeline) {
    try (JobRun run =
        engine.open(pipeline, pipeline.jobs().get("copy"), TestTopic.clusters(), Steps.NONE)) {
      int batches = 0;
      while (run.next(TestJob.DUE).isPresent()) {
        batches++;
      }
      return batches;
    }
  }
}
