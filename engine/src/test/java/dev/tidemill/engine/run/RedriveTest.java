package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.DeadLetterRow;
import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.RedrivenMessage;
import dev.tidemill.engine.RedrivenMessage.Outcome;
import dev.tidemill.engine.SharedBroker;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class RedriveTest {

  private static final class Stop extends RuntimeException {}

  @Test
  void sendsBytesKeyAndHeadersAgainAndMarksTheRow() throws Exception {
    TestJob job = TestJob.create(1);
    try (KafkaProducer<byte[], byte[]> producer = TestTopic.transactional()) {
      producer.beginTransaction();
      producer
          .send(
              new ProducerRecord<>(
                  job.topic.name(),
                  0,
                  "k".getBytes(UTF_8),
                  "no".getBytes(UTF_8),
                  List.of(new RecordHeader("trace", "t1".getBytes(UTF_8)))))
          .get();
      producer.commitTransaction();
    }
    job.drain();
    String id = job.topic.name() + "/0/0";
    assertThat(redrive(job))
        .containsExactly(new RedrivenMessage(id, Outcome.SENT, "now " + job.topic.name() + "/0/2"));
    assertThat(job.dead("redrivenAt")).singleElement().isNotNull();
    // It is bad again: a new row, which says where it comes from.
    job.drain();
    assertThat(job.dead("offset")).isEqualTo(List.of(0L, 2L));
    assertThat(job.dead("redrivenAt").get(1)).isNull();
    assertThat(job.dead("key")).containsOnly("k".getBytes(UTF_8));
    assertThat(job.dead("value")).containsOnly("no".getBytes(UTF_8));
    List<?> headers = (List<?>) job.dead("headers").get(1);
    assertThat(headers)
        .extracting(header -> ((Map<?, ?>) header).get("name"))
        .isEqualTo(List.of("trace", "tidemill-redriven"));
    assertThat(((Map<?, ?>) headers.get(1)).get("value")).isEqualTo(id.getBytes(UTF_8));
  }

  @Test
  void sendsOnlyWhatWasNotSentAgainUnlessItIsChosen() {
    TestJob job = TestJob.create(1);
    job.topic.send(0, "one".getBytes(UTF_8));
    job.topic.send(0, null);
    job.drain();
    assertThat(waiting(job)).isEqualTo(2);
    String first = job.topic.name() + "/0/0";
    assertThat(redrive(job, first, job.topic.name() + "/0/7", "nonsense"))
        .extracting(RedrivenMessage::outcome)
        .containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.SENT);
    assertThat(waiting(job)).isEqualTo(1);
    assertThat(redrive(job))
        .extracting(RedrivenMessage::id)
        .containsExactly(job.topic.name() + "/0/1");
    assertThat(waiting(job)).isZero();
    assertThat(redrive(job)).isEmpty();
    assertThat(redrive(job, first))
        .extracting(RedrivenMessage::outcome)
        .containsExactly(Outcome.SENT);
  }

  @Test
  void hasNothingToSendBeforeThereIsATable() {
    TestJob job = TestJob.create(1);
    assertThat(waiting(job)).isZero();
    assertThat(redrive(job)).isEmpty();
    assertThat(redrive(job, "events/0/0"))
        .extracting(RedrivenMessage::outcome)
        .containsExactly(Outcome.UNKNOWN);
    assertThat(
            SharedEngine.engine()
                .deadLetters(job.pipeline, job.pipeline.streams().get("events"), 0))
        .isEmpty();
  }

  @Test
  void marksFirstWhatAnotherSentThatDidNotEnd() {
    TestJob job = TestJob.create(1);
    job.topic.send(0, "one".getBytes(UTF_8));
    job.drain();
    Steps stop =
        step -> {
          throw new Stop();
        };
    assertThatThrownBy(() -> redrive(job, Optional.empty(), stop)).isInstanceOf(Stop.class);
    assertThat(job.dead("redrivenAt")).containsOnlyNulls();
    String id = job.topic.name() + "/0/0";
    assertThat(redrive(job, id))
        .containsExactly(
            new RedrivenMessage(id, Outcome.NOTED, "sent before, by a redrive that did not end"));
    assertThat(job.dead("redrivenAt")).doesNotContainNull();
    job.drain();
    assertThat(job.dead("offset")).as("sent again once").hasSize(2);
  }

  @Test
  void showsTheLastFoundFirst() {
    TestJob job = TestJob.create(1);
    job.topic.send(0, "{\"id\":\"7\"}".getBytes(UTF_8));
    job.topic.send(0, null);
    job.drain();
    redrive(job, job.topic.name() + "/0/1");
    List<DeadLetterRow> rows =
        SharedEngine.engine().deadLetters(job.pipeline, job.pipeline.streams().get("events"), 0);
    assertThat(rows)
        .extracting(DeadLetterRow::id)
        .containsExactly(job.topic.name() + "/0/0", job.topic.name() + "/0/1");
    assertThat(rows).extracting(DeadLetterRow::reason).containsExactly("wrong-type", "empty");
    assertThat(rows.get(0).redrivenAt()).isEmpty();
    assertThat(rows.get(1).detail()).isEqualTo("the message is null");
    assertThat(rows.get(1).redrivenAt()).isPresent();
    assertThat(rows.get(1).foundAt()).isEqualTo(TestJob.NOW);
    assertThat(
            SharedEngine.engine()
                .deadLetters(job.pipeline, job.pipeline.streams().get("events"), 1))
        .hasSize(1);
  }

  /** Rows are marked while others are added; neither hinders the other. */
  @Test
  void marksEachRowWhileJobsAddOthers() throws Exception {
    TestJob job = TestJob.create(1);
    job.topic.send(0, "one".getBytes(UTF_8));
    job.drain();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> batches =
          threads.submit(
              () -> {
                for (int i = 0; i < 6; i++) {
                  job.topic.send(0, "more".getBytes(UTF_8));
                  job.drain();
                }
                return 6;
              });
      int sent = 0;
      while (!batches.isDone()) {
        sent += redrive(job).size();
      }
      assertThat(batches.get()).isEqualTo(6);
      job.drain();
      List<Object> marked = job.dead("redrivenAt").stream().filter(Objects::nonNull).toList();
      assertThat(marked).hasSize(sent);
      assertThat(job.dead("offset")).hasSize(1 + 6 + sent).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Row 19 of the crash table of {@code commits.md}. */
  @Test
  void sendsNothingTwiceAfterAKillBeforeItsRowsWereMarked() throws Exception {
    TestTopic topic = TestTopic.create(1);
    topic.send(0, "one".getBytes(UTF_8));
    topic.send(0, "two".getBytes(UTF_8));
    Path folder = SharedEngine.newFolder();
    KilledProcess.killWhenReached(
        KilledRedrive.class,
        List.of(
            List.of(
                folder.toString(),
                "redriven",
                "1",
                "redriven",
                topic.name(),
                SharedBroker.address())));
    Pipeline pipeline = KilledRedrive.pipeline("redriven", topic.name());
    try (Engine next = SharedEngine.another(folder)) {
      String redriven = "SELECT count(redrivenAt), count(*) FROM events_dead_letters";
      assertThat(next.query(pipeline, redriven, 0).rows()).containsExactly(List.of(0L, 2L));
      assertThat(SharedEngine.redrive(next, pipeline, Optional.empty(), Steps.NONE))
          .extracting(RedrivenMessage::outcome)
          .containsExactly(Outcome.NOTED, Outcome.NOTED);
      assertThat(next.query(pipeline, redriven, 0).rows()).containsExactly(List.of(2L, 2L));
      try (JobRun run =
          next.open(pipeline, pipeline.jobs().get("copy"), TestTopic.clusters(), Steps.NONE)) {
        run.next(TestJob.DUE);
      }
      assertThat(next.query(pipeline, redriven, 0).rows()).containsExactly(List.of(2L, 4L));
    }
  }

  private static long waiting(TestJob job) {
    return SharedEngine.engine()
        .waitingDeadLetters(job.pipeline, job.pipeline.streams().get("events"));
  }

  private static List<RedrivenMessage> redrive(TestJob job) {
    return redrive(job, Optional.empty(), Steps.NONE);
  }

  private static List<RedrivenMessage> redrive(TestJob job, String... ids) {
    return redrive(job, Optional.of(List.of(ids)), Steps.NONE);
  }

  private static List<RedrivenMessage> redrive(
      TestJob job, Optional<List<String>> ids, Steps steps) {
    return SharedEngine.redrive(SharedEngine.engine(), job.pipeline, ids, steps);
  }
}
