package dev.tidemill.engine.run;

import static dev.tidemill.engine.TestPipeline.toTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.engine.WayOut;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;

class WaysOutTest {

  private final TestTopic topic = TestTopic.create(1);
  private final TestJob job = TestJob.of(topic, pipeline -> pipeline.job("copy", "rows"));

  /** Three batches of two, and the table is taken back to after the first. */
  private void rollBack() {
    for (int id = 0; id < 6; id += 2) {
      topic.sendIds(id, id + 2, 1);
      job.drain();
    }
    Table table = SharedEngine.table(job.pipeline, "rows");
    long first = table.history().get(0).snapshotId();
    table.manageSnapshots().rollbackTo(first).commit();
    topic.sendIds(6, 8, 1);
    assertThatThrownBy(job::drain)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).contains("rolled-back"))
        .hasMessageEndingWith(
            "'tidemill job start copy --go-on' leaves it so, '--redo' writes those rows again");
  }

  @Test
  void leaveATableAsAPersonRolledItBack() {
    rollBack();
    assertThat(resolve(job, "copy", new WayOut.GoOn()))
        .containsExactly("table rows: left as it is");
    job.drain();
    assertThat(job.ids()).containsExactly(0L, 1L, 6L, 7L);
  }

  @Test
  void writeTheRowsAgainThatWereRolledBack() {
    rollBack();
    assertThat(resolve(job, "copy", new WayOut.Redo()))
        .containsExactly("table rows: goes on after batch 1 again");
    job.drain();
    assertThat(job.ids()).isEqualTo(ids(0, 8));
    assertThat(job.bookmark("rows")).isEqualTo(job.bookmark("events_dead_letters"));
  }

  @Test
  void seeASecondRollbackToo() {
    rollBack();
    resolve(job, "copy", new WayOut.GoOn());
    job.drain();
    Table table = SharedEngine.table(job.pipeline, "rows");
    table.manageSnapshots().rollbackTo(table.history().get(0).snapshotId()).commit();
    assertThatThrownBy(job::drain).hasMessageContaining("was rolled back");
  }

  @Test
  void areRefusedWhereNothingIsWrong() {
    job.drain();
    assertThatThrownBy(() -> resolve(job, "copy", new WayOut.Redo()))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).contains("nothing-to-resolve"));
  }

  @Test
  void takeARenamedJobsBookmarksOver() {
    topic.sendIds(0, 3, 1);
    job.stopAt("between-targets", 2);
    TestJob renamed = job.with(pipeline -> pipeline.job("copies", "rows"));
    topic.sendIds(3, 5, 1);
    assertThat(resolve(renamed, "copies", new WayOut.Adopt("copy")))
        .containsExactly(
            "table rows: taken over from job copy after batch 1",
            "table events_dead_letters: taken over from job copy after batch 0");
    renamed.drain("copies");
    assertThat(renamed.ids()).isEqualTo(ids(0, 5));
    assertThatThrownBy(job::drain).hasMessageContaining("was written by job copies");
  }

  @Test
  void areRefusedWhereBothJobsWrote() {
    topic.sendIds(0, 3, 1);
    job.drain();
    SharedEngine.table(job.pipeline, "rows")
        .updateProperties()
        .set("tidemill.bookmark." + job.pipeline.id() + ".copies", job.bookmark("rows").text())
        .commit();
    TestJob renamed = job.with(pipeline -> pipeline.job("copies", "rows"));
    assertThatThrownBy(() -> resolve(renamed, "copies", new WayOut.Adopt("copy")))
        .hasMessageContaining("was written by both jobs");
  }

  /** Two runners with different definitions each took batch 2 first, to different ends. */
  @Test
  void bringTargetsTogetherThatDiverged() {
    TestJob both =
        job.with(
            pipeline ->
                pipeline.job("copy", toTable("a", "from", "rows"), toTable("b", "from", "others")));
    topic.sendIds(0, 2, 1);
    both.drain();
    topic.sendIds(2, 4, 1);
    both.stopAt("between-targets", 1);
    topic.sendIds(4, 6, 1);
    job.with(pipeline -> pipeline.job("copy", "others")).drain();
    assertThatThrownBy(both::drain)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).contains("diverged"))
        .hasMessageContaining("'tidemill job start copy --go-on'");
    assertThat(resolve(both, "copy", new WayOut.GoOn()))
        .containsExactly("all targets go on to batch 3");
    topic.sendIds(6, 8, 1);
    both.drain();
    assertThat(both.ids("rows")).isEqualTo(ids(0, 8));
    assertThat(both.ids("others")).isEqualTo(ids(0, 8));
  }

  private static List<String> resolve(TestJob job, String name, WayOut wayOut) {
    return SharedEngine.engine()
        .resolve(job.pipeline, job.pipeline.jobs().get(name), TestTopic.clusters(), wayOut);
  }

  private static List<Object> ids(long from, long to) {
    return LongStream.range(from, to).<Object>mapToObj(id -> id).toList();
  }
}
