package dev.tidemill.engine.run;

import static dev.tidemill.engine.run.TestJob.DUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.model.Pipeline;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StreamingJobRunTest {

  @Test
  void copiesWhatIsNewInOneBatchAfterTheOther() {
    TestJob job = TestJob.create(2);
    job.topic.sendIds(0, 5, 2);
    try (JobRun run = job.open()) {
      BatchReport first = run.next(DUE).orElseThrow();
      assertThat(first.batch()).isEqualTo(1);
      assertThat(first.start()).isEqualTo(DUE.minusSeconds(60));
      assertThat(first.end()).isEqualTo(DUE);
      assertThat(first.catchUp()).isFalse();
      assertThat(first.notices()).isEmpty();
      NodeCounts from = first.nodes().get(0);
      assertThat(from.node()).isEqualTo("from");
      assertThat(from.in()).isEqualTo(OptionalLong.of(5));
      assertThat(from.dead()).isEqualTo(OptionalLong.of(0));
      assertThat(run.next(DUE)).isEmpty();
      job.topic.sendIds(5, 9, 2);
      BatchReport second = run.next(DUE).orElseThrow();
      assertThat(second.batch()).isEqualTo(2);
      assertThat(second.start()).isEqualTo(DUE);
      assertThat(second.end()).isEqualTo(DUE.plusSeconds(60));
    }
    assertThat(job.ids()).isEqualTo(ids(0, 9));
    assertThat(job.bookmark("rows")).isEqualTo(job.bookmark("events_dead_letters"));
    assertThat(job.position("rows").offsets()).isEqualTo(Map.of(0, 5L, 1, 4L));
  }

  @Test
  void makesEmptyTablesAndNoSnapshotOfNothing() {
    TestJob job = TestJob.create(1);
    assertThat(job.drain()).isEmpty();
    Table table = SharedEngine.table(job.pipeline, "rows");
    assertThat(table.currentSnapshot()).isNull();
    assertThat(table.properties())
        .containsEntry("write.metadata.compression-codec", "gzip")
        .containsEntry("write.metadata.delete-after-commit.enabled", "true")
        .containsEntry("write.metadata.previous-versions-max", "10")
        .containsEntry("write.parquet.compression-codec", "zstd");
    assertThat(job.bookmark("rows").batch()).isZero();
    assertThat(job.dead("offset")).isEmpty();
  }

  @Test
  void makesTheTableThatTheDefinitionAsksFor() {
    TestJob job = TestJob.create(1, pipeline -> pipeline.table(TestPipeline.declared("rows")));
    job.topic.sendIds(0, 10, 1);
    job.drain();
    Table table = SharedEngine.table(job.pipeline, "rows");
    assertThat(table.schema().findField("id").isRequired()).isTrue();
    assertThat(table.schema().findField("id").doc()).isEqualTo("the number");
    assertThat(table.spec()).hasToString("[\n  1000: id_bucket: bucket[4](1)\n]");
    assertThat(table.sortOrder()).hasToString("[\n  identity(2) ASC NULLS FIRST\n]");
    assertThat(table.properties()).containsEntry("colour", "blue");
    assertThat(job.ids()).isEqualTo(ids(0, 10));
  }

  @Test
  void remembersThatItBeganAtLatest() {
    TestJob job = TestJob.create(2, p -> p.source("startingOffsets", "latest"));
    job.topic.sendIds(0, 10, 2);
    assertThat(job.drain()).isEmpty();
    job.topic.sendIds(10, 15, 2);
    job.drain();
    assertThat(job.ids()).isEqualTo(ids(10, 15));
  }

  @Test
  void beginsAtAnInstant() {
    TestJob job = TestJob.create(1, p -> p.source("startingOffsets", "2100-01-01T00:00:00Z"));
    job.topic.sendIds(0, 3, 1);
    job.drain();
    job.topic.sendIds(3, 5, 1);
    job.drain();
    assertThat(job.ids()).isEqualTo(ids(3, 5));
  }

  @Test
  void sharesAFloodOutOverBatches() {
    TestJob job = TestJob.create(2, p -> p.source("maxPerBatch", 10L));
    job.topic.sendIds(0, 25, 2);
    List<BatchReport> reports = job.drain();
    assertThat(reports).extracting(BatchReport::batch).containsExactly(1L, 2L, 3L);
    assertThat(job.ids()).isEqualTo(ids(0, 25));
  }

  @Test
  void waitsForAnOpenTransactionAndReadsNothingThatWasAborted() {
    TestJob job = TestJob.create(1);
    try (KafkaProducer<byte[], byte[]> open = TestTopic.transactional();
        KafkaProducer<byte[], byte[]> other = TestTopic.transactional();
        JobRun run = job.open()) {
      job.topic.sendIds(0, 2, 1);
      open.beginTransaction();
      sendId(job, open, 2);
      other.beginTransaction();
      sendId(job, other, 100);
      other.abortTransaction();
      job.topic.sendIds(3, 5, 1);
      assertThat(run.next(DUE)).isPresent();
      assertThat(job.ids()).isEqualTo(ids(0, 2));
      assertThat(run.next(DUE)).isEmpty();
      open.commitTransaction();
      assertThat(run.next(DUE)).isPresent();
      assertThat(job.ids()).isEqualTo(ids(0, 5));
      open.beginTransaction();
      sendId(job, open, 101);
      open.abortTransaction();
      assertThat(run.next(DUE)).as("aborted rows alone").isPresent();
      assertThat(run.next(DUE)).isEmpty();
    }
    assertThat(job.ids()).isEqualTo(ids(0, 5));
    assertThat(SharedEngine.table(job.pipeline, "rows").history()).hasSize(2);
  }

  @Test
  void readsATopicThatWasCreatedAgainFromItsBeginning() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 5, 1);
    job.drain();
    job.topic.delete();
    job.topic.createAgain(1);
    job.topic.sendIds(5, 7, 1);
    List<BatchReport> reports = job.drain();
    assertThat(reports.get(0).notices())
        .singleElement()
        .asString()
        .startsWith("[topic-recreated] topic " + job.topic.name());
    assertThat(job.ids()).isEqualTo(ids(0, 7));
  }

  @Test
  void goesOnBehindWhatRetentionDeleted() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 3, 1);
    job.drain();
    job.topic.sendIds(3, 10, 1);
    job.topic.expire(0, 6);
    List<BatchReport> reports = job.drain();
    assertThat(reports.get(0).notices())
        .containsExactly(
            "[expired] "
                + job.topic.name()
                + "/0: offsets 3 to 5 were deleted before they were read");
    assertThat(reports.get(0).expired()).isEqualTo(3);
    assertThat(job.ids()).isEqualTo(List.of(0L, 1L, 2L, 6L, 7L, 8L, 9L));
  }

  @Test
  void readsNewPartitionsFromTheirBeginning() {
    TestJob job = TestJob.create(1, p -> p.source("startingOffsets", "latest"));
    job.drain();
    job.topic.grow(3);
    job.topic.sendIds(0, 9, 3);
    job.drain();
    assertThat(job.ids()).isEqualTo(ids(0, 9));
  }

  /** It begins by its own startingOffsets, and the others go on where they are. */
  @Test
  void beginsASourceThatIsNewInARunningJob() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 3, 1);
    job.drain();
    TestTopic late = TestTopic.create(1);
    late.sendIds(10, 12, 1);
    job.topic.sendIds(3, 5, 1);
    Pipeline more =
        TestPipeline.of(job.pipeline.id(), job.topic).stream("late", late)
            .job(
                "copy",
                TestPipeline.toTable("to", "from", "rows"),
                TestPipeline.fromStream("new", "late"),
                TestPipeline.toTable("toLate", "new", "late_rows"))
            .build();
    try (JobRun run =
        SharedEngine.engine()
            .open(more, more.jobs().get("copy"), TestTopic.clusters(), Steps.NONE)) {
      assertThat(run.next(DUE)).isPresent();
      late.sendIds(12, 13, 1);
      assertThat(run.next(DUE)).isPresent();
      assertThat(run.next(DUE)).isEmpty();
    }
    assertThat(job.ids()).isEqualTo(ids(0, 5));
    assertThat(SharedEngine.column(more, "SELECT id FROM late_rows ORDER BY id"))
        .isEqualTo(ids(10, 13));
  }

  @Test
  void readsALargeMessage() {
    TestJob job = TestJob.create(1);
    String name = "x".repeat(1_000_000);
    job.topic.send(0, ("{\"id\":1,\"name\":\"" + name + "\"}").getBytes(UTF_8));
    job.drain();
    assertThat(SharedEngine.column(job.pipeline, "SELECT length(name) FROM rows"))
        .isEqualTo(List.of(1_000_000));
  }

  @Test
  void showsItsPositionAsAConsumerGroup() throws Exception {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 4, 1);
    job.drain();
    assertThat(
            TestTopic.admin()
                .listConsumerGroupOffsets(job.pipeline.id() + "-local-copy")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(job.topic.name(), 0))
                .offset())
        .isEqualTo(4);
  }

  @Test
  void stopsAtATableWithOtherColumns() {
    TestJob job = TestJob.create(1);
    job.drain();
    SharedEngine.table(job.pipeline, "rows").updateSchema().renameColumn("name", "title").commit();
    assertThatThrownBy(job::drain)
        .isInstanceOf(EngineException.class)
        .hasMessage("table rows: its column 'title' is not given by the job");
  }

  @Test
  void addsTheColumnsThatItsTableLacksAndSaysSo() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 1, 1);
    job.drain();
    SharedEngine.table(job.pipeline, "rows").updateSchema().deleteColumn("name").commit();
    job.topic.sendIds(1, 2, 1);
    assertThat(job.drain().get(0).notices())
        .containsExactly(
            "[columns-added] table rows: new columns name, null in the rows that were there");
    assertThat(SharedEngine.column(job.pipeline, "SELECT name FROM rows ORDER BY id"))
        .isEqualTo(Arrays.asList(null, "n1"));
  }

  @Test
  void stopsAtATableOfARenamedJob() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 1, 1);
    job.drain();
    Pipeline renamed = TestPipeline.of(job.pipeline.id(), job.topic).job("copies", "rows").build();
    try (JobRun run =
        SharedEngine.engine()
            .open(renamed, renamed.jobs().get("copies"), TestTopic.clusters(), Steps.NONE)) {
      assertThatThrownBy(() -> run.next(DUE))
          .hasMessage(
              "table rows was written by job copy. If it was renamed to copies:"
                  + " 'tidemill job start copies --adopt copy'");
    }
  }

  @Test
  void stopsWhereTargetsHoldDifferentBatchesOfOneNumber() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 1, 1);
    job.drain();
    Bookmark rows = job.bookmark("rows");
    Bookmark other = new Bookmark(rows.at(), rows.batch(), rows.start(), Instant.EPOCH);
    SharedEngine.table(job.pipeline, "events_dead_letters")
        .updateProperties()
        .set("tidemill.bookmark." + job.pipeline.id() + ".copy", other.text())
        .commit();
    assertThatThrownBy(job::drain)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).contains("diverged"));
  }

  @Test
  void beginsANewTargetWhereTheOthersAre() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 3, 1);
    job.drain();
    Pipeline moved = TestPipeline.of(job.pipeline.id(), job.topic).job("copy", "others").build();
    job.topic.sendIds(3, 5, 1);
    try (JobRun run =
        SharedEngine.engine()
            .open(moved, moved.jobs().get("copy"), TestTopic.clusters(), Steps.NONE)) {
      assertThat(run.next(DUE).orElseThrow().notices())
          .containsExactly("[new-target] table others is new in job copy: it begins after batch 1");
    }
    assertThat(SharedEngine.column(moved, "SELECT id FROM others ORDER BY id"))
        .isEqualTo(ids(3, 5));
  }

  private static void sendId(TestJob job, Producer<byte[], byte[]> producer, long id) {
    var unused = producer.send(job.topic.record(0, TestTopic.event(id)));
    producer.flush();
  }

  private static List<Object> ids(long from, long to) {
    return LongStream.range(from, to).<Object>mapToObj(id -> id).toList();
  }
}
