package dev.tidemill.engine.run;

import static dev.tidemill.engine.TestPipeline.derived;
import static dev.tidemill.engine.TestPipeline.filter;
import static dev.tidemill.engine.TestPipeline.toStream;
import static dev.tidemill.engine.TestPipeline.toTable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.engine.WayOut;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamTargetTest {

  private final TestTopic events = TestTopic.create(2);
  private final TestTopic copies = TestTopic.create(2);

  /** A job from stream to stream, and one from there into a table. */
  private static TestPipeline jobs(TestPipeline pipeline, TestTopic copies) {
    return pipeline.stream("copies", copies)
        .job("copy", filter("even", "from", "id % 2 = 0"), toStream("to", "even", "copies"))
        .jobOf("store", "copies", toTable("to", "from", "rows"));
  }

  private TestJob create() {
    return TestJob.of(events, pipeline -> jobs(pipeline, copies));
  }

  @Test
  void sendsRowsThatAnotherJobReads() {
    TestJob job = create();
    events.sendIds(0, 9, 2);
    events.send(1, "bad".getBytes(UTF_8));
    List<BatchReport> reports = job.drain();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).nodes())
        .containsExactly(
            new NodeCounts("from", some(10), some(9), some(0), some(0), some(1)),
            new NodeCounts("even", some(9), some(5), some(4), none(), none()),
            new NodeCounts("to", some(5), some(5), none(), none(), none()));
    assertThat(job.dead("offset")).hasSize(1);
    job.drain("store");
    assertThat(job.ids()).containsExactly(0L, 2L, 4L, 6L, 8L);
    assertThat(copies.committed())
        .extracting(
            record -> new String(record.key(), UTF_8) + " " + new String(record.value(), UTF_8))
        .containsExactlyInAnyOrder(
            "0 {\"id\":0,\"name\":\"n0\"}",
            "2 {\"id\":2,\"name\":\"n2\"}",
            "4 {\"id\":4,\"name\":\"n4\"}",
            "6 {\"id\":6,\"name\":\"n6\"}",
            "8 {\"id\":8,\"name\":\"n8\"}");
  }

  @Test
  void takesEveryRangeAlsoWithoutRows() {
    TestJob job = create();
    job.drain();
    events.sendIds(1, 2, 1);
    assertThat(job.drain()).hasSize(1);
    assertThat(job.drain()).isEmpty();
    assertThat(copies.committed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tables-created, 1",
    "between-targets, 1",
    "planned, 1",
    "written, 1",
    "written, 2",
    "committed, 2",
    "between-targets, 2",
    "all-committed, 1",
  })
  void isFinishedByTheNextRun(String step, int time) {
    TestJob job = create();
    events.sendIds(0, 6, 2);
    events.send(0, "bad".getBytes(UTF_8));
    job.stopAt(step, time);
    job.drain();
    job.drain("store");
    assertThat(job.ids()).containsExactly(0L, 2L, 4L);
    assertThat(job.dead("offset")).containsExactly(3L);
  }

  @Test
  void worksBesideATable() {
    TestJob job =
        TestJob.of(
            events,
            pipeline ->
                pipeline.stream("copies", copies)
                    .job(
                        "copy",
                        toStream("stream", "from", "copies"),
                        toTable("table", "from", "rows")));
    events.sendIds(0, 6, 2);
    events.send(0, "bad".getBytes(UTF_8));
    job.stopAt("between-targets", 3);
    events.sendIds(6, 8, 2);
    job.drain();
    assertThat(job.ids()).hasSize(8);
    assertThat(copies.committed()).hasSize(8);
    assertThat(job.dead("offset")).hasSize(1);
  }

  /** As a process that was suspended with its transaction open, and wakes when others went on. */
  @Test
  void refusesTheRowsOfOneThatWasSuspended() {
    TestJob job = create();
    events.sendIds(0, 6, 2);
    boolean[] slept = {false};
    try (JobRun run =
        job.open(
            "copy",
            step -> {
              if (step.equals("written") && job.hasBegun() && !slept[0]) {
                slept[0] = true;
                job.drain();
                events.sendIds(6, 8, 2);
                job.drain();
              }
            })) {
      while (run.next(TestJob.DUE).isPresent()) {
        assertThat(slept[0]).isTrue();
      }
    }
    job.drain("store");
    assertThat(job.ids()).containsExactly(0L, 2L, 4L, 6L);
  }

  /** What is stable before another's open transaction may be an old bookmark. */
  @Test
  void waitsForTheOpenTransactionOfAnotherJob() {
    TestJob job = create();
    events.sendIds(0, 4, 2);
    job.drain();
    try (KafkaProducer<byte[], byte[]> other = TestTopic.transactional()) {
      other.beginTransaction();
      var unused =
          other.send(
              new ProducerRecord<>(
                  job.pipeline.id() + "-local-bookmarks", "x/y".getBytes(UTF_8), new byte[0]));
      other.flush();
      events.sendIds(4, 8, 2);
      try (JobRun run = job.open()) {
        assertThatThrownBy(() -> run.next(TestJob.DUE))
            .isInstanceOfSatisfying(
                EngineException.class, e -> assertThat(e.code()).contains("open-transaction"));
      }
      other.abortTransaction();
    }
    job.drain();
    job.drain("store");
    assertThat(job.ids()).containsExactly(0L, 2L, 4L, 6L);
  }

  @Test
  void saysWhichRowCannotBeAMessage() {
    TestJob job =
        TestJob.of(
            events,
            pipeline ->
                pipeline.stream("copies", copies)
                    .job(
                        "copy",
                        derived("long", "from", "name", "repeat('x', 1100000)"),
                        toStream("to", "long", "copies")));
    events.sendIds(0, 2, 2);
    try (JobRun run = job.open()) {
      assertThatThrownBy(() -> run.next(TestJob.DUE))
          .hasMessage(
              "a row cannot be a message of stream copies: a message of 1,100,018 bytes is larger"
                  + " than maxMessage, 1,048,576");
    }
    assertThat(copies.committed()).isEmpty();
  }

  @Test
  void goesOnUnderANewNameWhereItIsAdopted() {
    TestJob job = create();
    events.sendIds(0, 4, 2);
    job.stopAt("between-targets", 2);
    TestJob renamed =
        job.with(
            pipeline ->
                pipeline.stream("copies", copies)
                    .job(
                        "copies",
                        filter("even", "from", "id % 2 = 0"),
                        toStream("to", "even", "copies"))
                    .jobOf("store", "copies", toTable("to", "from", "rows")));
    events.sendIds(4, 8, 2);
    assertThatThrownBy(() -> renamed.drain("copies"))
        .hasMessageEndingWith("'tidemill job start copies --adopt copy'");
    assertThat(resolve(renamed, "copies", new WayOut.Adopt("copy")))
        .containsExactly(
            "stream copies: taken over from job copy after batch 1",
            "table events_dead_letters: taken over from job copy after batch 0");
    assertThatThrownBy(() -> resolve(renamed, "copies", new WayOut.Adopt("copy")))
        .hasMessage("no target of job copies needs that: start it without");
    renamed.drain("copies");
    renamed.drain("store");
    assertThat(renamed.ids()).containsExactly(0L, 2L, 4L, 6L);
  }

  private static List<String> resolve(TestJob job, String name, WayOut wayOut) {
    return SharedEngine.engine()
        .resolve(job.pipeline, job.pipeline.jobs().get(name), TestTopic.clusters(), wayOut);
  }

  @Test
  void writesEachRowOnceUnderTwoRunners() throws Exception {
    TestJob job = create();
    Thread[] runners = new Thread[2];
    for (int i = 0; i < runners.length; i++) {
      runners[i] =
          new Thread(
              () -> {
                try (JobRun run =
                    SharedEngine.open(
                        job.pipeline,
                        "copy",
                        step -> {},
                        java.time.Clock.systemUTC(),
                        wait -> Thread.sleep(1))) {
                  while (job.deadReached() < 60) {
                    run.next(TestJob.DUE);
                  }
                }
              });
      runners[i].start();
    }
    for (int id = 0; id < 60; id += 6) {
      events.sendIds(id, id + 6, 2);
    }
    for (Thread runner : runners) {
      runner.join();
    }
    job.drain("store");
    assertThat(job.ids())
        .isEqualTo(LongStream.range(0, 60).filter(id -> id % 2 == 0).boxed().toList());
  }

  private static OptionalLong some(long count) {
    return OptionalLong.of(count);
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }
}
