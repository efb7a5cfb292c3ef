package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.model.Stream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  @Test
  void holdsEachKindOfBadMessageOnce() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 1, 1);
    job.topic.send(0, null);
    job.topic.send(0, new byte[0]);
    job.topic.send(0, "{\"id\":1".getBytes(UTF_8));
    job.topic.send(0, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    job.topic.send(0, "[1]".getBytes(UTF_8));
    job.topic.send(0, "{\"id\":\"7\"}".getBytes(UTF_8));
    job.topic.send(0, "{\"name\":\"n\"}".getBytes(UTF_8));
    job.topic.send(
        0, ("{\"id\":8,\"deep\":" + "[".repeat(300) + "]".repeat(300) + "}").getBytes(UTF_8));
    job.topic.sendIds(9, 10, 1);
    BatchReport report = job.drain().get(0);
    assertThat(report.nodes().get(0).dead()).isEqualTo(OptionalLong.of(8));
    assertThat(report.nodes().get(0).out()).isEqualTo(OptionalLong.of(2));
    assertThat(job.ids()).isEqualTo(List.of(0L, 9L));
    assertThat(job.dead("offset")).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
    assertThat(job.dead("reason"))
        .isEqualTo(
            List.of(
                "empty",
                "empty",
                "not-json",
                "not-utf8",
                "not-an-object",
                "wrong-type",
                "missing",
                "too-deep"));
    assertThat(job.dead("job")).containsOnly("copy");
    assertThat(job.dead("foundAt")).containsOnly(TestJob.NOW);
    assertThat(job.dead("redrivenAt")).containsOnlyNulls();
    assertThat(job.bookmark("events_dead_letters")).isEqualTo(job.bookmark("rows"));
  }

  @Test
  void areFoundBehindTheMessagesThatAPlanStopsReadingAt() throws Exception {
    TestJob job =
        TestJob.of(
            TestTopic.create(1),
            pipeline ->
                pipeline.job(
                    "copy",
                    TestPipeline.sql("first", "from", "SELECT * FROM `from` LIMIT 1"),
                    TestPipeline.toTable("to", "first", "rows")));
    job.topic.sendIds(0, 500, 1);
    job.topic.send(0, "[1]".getBytes(UTF_8));
    job.drain();

    assertThat(job.dead("offset")).isEqualTo(List.of(500L));
  }

  @Test
  void hasTheColumnsOfTheReference() {
    TestJob job = TestJob.create(1);
    job.drain();
    assertThat(
            SparkSchemaUtil.convert(
                    SharedEngine.table(job.pipeline, "events_dead_letters").schema())
                .toDDL())
        .isEqualTo(
            "topic STRING,topicId STRING,partition INT,offset BIGINT,timestamp TIMESTAMP,"
                + "key BINARY,value BINARY,headers ARRAY<STRUCT<name: STRING, value: BINARY>>,"
                + "reason STRING,column STRING,detail STRING,job STRING,foundAt TIMESTAMP,"
                + "redrivenAt TIMESTAMP");
  }

  @Test
  void keepsKeyAndHeaders() throws Exception {
    TestJob job = TestJob.create(1);
    ProducerRecord<byte[], byte[]> bad =
        new ProducerRecord<>(
            job.topic.name(),
            0,
            "k".getBytes(UTF_8),
            "no".getBytes(UTF_8),
            List.of(new RecordHeader("trace", "t1".getBytes(UTF_8))));
    try (KafkaProducer<byte[], byte[]> producer = TestTopic.transactional()) {
      producer.beginTransaction();
      producer.send(bad).get();
      producer.commitTransaction();
    }
    job.drain();
    assertThat(job.dead("key")).singleElement().isEqualTo("k".getBytes(UTF_8));
    assertThat(job.dead("value")).singleElement().isEqualTo("no".getBytes(UTF_8));
    Map<?, ?> header = (Map<?, ?>) ((List<?>) job.dead("headers").get(0)).get(0);
    assertThat(header.get("name")).isEqualTo("trace");
    assertThat(header.get("value")).isEqualTo("t1".getBytes(UTF_8));
  }

  @Test
  void holdsAMessageOnceHoweverManyJobsFindIt() {
    TestJob job = TestJob.create(1, pipeline -> pipeline.job("second", "copies"));
    for (int round = 0; round < 2; round++) {
      job.topic.sendIds(0, 2, 1);
      job.topic.send(0, "bad".getBytes(UTF_8));
      job.drain("copy");
      job.drain("second");
      job.topic.send(0, "worse".getBytes(UTF_8));
      job.drain("second");
      job.drain("copy");
    }
    assertThat(job.dead("offset")).isEqualTo(List.of(2L, 3L, 6L, 7L));
    assertThat(job.dead("job")).isEqualTo(List.of("copy", "second", "copy", "second"));
  }

  @Test
  void looksAgainWhereAnotherJobWasFaster() {
    TestJob job = TestJob.create(1, pipeline -> pipeline.job("second", "copies"));
    job.topic.send(0, "bad".getBytes(UTF_8));
    int[] commits = {0};
    Steps steps =
        step -> {
          if (step.equals("written") && ++commits[0] == 2) {
            job.drain("second");
          }
        };
    try (JobRun run = job.open("copy", steps)) {
      assertThat(run.next(TestJob.DUE).orElseThrow().catchUp()).isFalse();
    }
    assertThat(commits[0]).isEqualTo(3);
    assertThat(job.dead("job")).isEqualTo(List.of("second"));
    assertThat(job.bookmark("events_dead_letters")).isEqualTo(job.bookmark("rows"));
  }

  @Test
  void isNotWrittenWhereBadMessagesAreDropped() {
    TestJob job = TestJob.create(1, pipeline -> pipeline.onBadRecord(Stream.OnBadRecord.DROP));
    job.topic.send(0, "bad".getBytes(UTF_8));
    job.topic.sendIds(0, 1, 1);
    BatchReport report = job.drain().get(0);
    assertThat(report.nodes().get(0).dropped()).isEqualTo(OptionalLong.of(1));
    assertThat(job.ids()).isEqualTo(List.of(0L));
    assertThat(job.dead("offset")).isEmpty();
  }

  @Test
  void isNotReachedWhereABadMessageStopsTheJob() {
    TestJob job = TestJob.create(1, pipeline -> pipeline.onBadRecord(Stream.OnBadRecord.FAIL));
    job.topic.sendIds(0, 1, 1);
    assertThat(job.drain()).hasSize(1);
    job.topic.send(0, "[]".getBytes(UTF_8));
    job.topic.sendIds(1, 2, 1);
    assertThatThrownBy(job::drain)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).contains("bad-record"))
        .hasMessageStartingWith(
            "stream events has a bad message at " + job.topic.name() + "/0/1: not-an-object");
    assertThat(job.ids()).isEqualTo(List.of(0L));
  }
}
