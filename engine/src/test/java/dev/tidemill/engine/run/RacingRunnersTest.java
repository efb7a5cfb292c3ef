package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RacingRunnersTest {

  private static final int MESSAGES = 60;

  /** Both may work in vain; no row is there twice, and none is lost. */
  @Test
  void writeEachRowOnce() throws Exception {
    TestJob job = TestJob.create(2, pipeline -> pipeline.source("maxPerBatch", 10L));
    AtomicInteger written = new AtomicInteger();
    Steps count =
        step -> {
          if (step.equals("written")) {
            written.incrementAndGet();
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> runners = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        runners.add(threads.submit(() -> run(job, count)));
      }
      for (int id = 0; id < MESSAGES; id += 6) {
        job.topic.sendIds(id, id + 5, 2);
        job.topic.send(0, ("bad" + id).getBytes(UTF_8));
      }
      for (Future<Integer> runner : runners) {
        runner.get();
      }
    } finally {
      threads.shutdownNow();
    }
    List<Object> sent = new ArrayList<>();
    for (long id = 0; id < MESSAGES; id += 6) {
      LongStream.range(id, id + 5).forEach(sent::add);
    }
    assertThat(job.ids()).isEqualTo(sent);
    assertThat(job.dead("offset")).hasSize(MESSAGES / 6).doesNotHaveDuplicates();
    assertThat(job.bookmark("rows")).isEqualTo(job.bookmark("events_dead_letters"));
  }

  private static int run(TestJob job, Steps steps) {
    int batches = 0;
    try (JobRun run =
        SharedEngine.open(
            job.pipeline, "copy", steps, Clock.systemUTC(), wait -> Thread.sleep(1))) {
      while (job.reached() < MESSAGES) {
        batches += run.next(TestJob.DUE).isPresent() ? 1 : 0;
      }
    }
    return batches;
  }

  @Test
  void sayThatAnotherIsFasterAndWait() {
    TestJob job = TestJob.create(1);
    job.drain();
    List<Duration> waited = new ArrayList<>();
    Steps otherIsFaster =
        step -> {
          if (step.equals("ranged") && waited.isEmpty()) {
            job.drain();
            job.topic.sendIds(0, 1, 1);
          }
        };
    job.topic.sendIds(0, 1, 1);
    try (JobRun run =
        SharedEngine.open(job.pipeline, "copy", otherIsFaster, Clock.systemUTC(), waited::add)) {
      assertThat(run.next(TestJob.DUE).orElseThrow().notices())
          .containsExactly(
              "[fenced] another runner of job copy was faster 3 times in a row; waited 1 s");
    }
    assertThat(waited).containsExactly(Duration.ofSeconds(1));
    assertThat(job.ids()).hasSize(4);
  }

  /** As a process that was suspended with its rows in hand, and wakes when others went on. */
  @Test
  void refuseTheRowsOfOneThatWasSuspended() {
    TestJob job = TestJob.create(1);
    job.topic.sendIds(0, 5, 1);
    boolean[] slept = {false};
    Steps suspended =
        step -> {
          if (step.equals("planned") && !slept[0]) {
            slept[0] = true;
            job.drain();
            job.topic.sendIds(5, 8, 1);
            job.drain();
          }
        };
    try (JobRun run = job.open("copy", suspended)) {
      assertThat(run.next(TestJob.DUE)).isEmpty();
    }
    assertThat(job.ids()).isEqualTo(LongStream.range(0, 8).<Object>mapToObj(id -> id).toList());
  }
}
