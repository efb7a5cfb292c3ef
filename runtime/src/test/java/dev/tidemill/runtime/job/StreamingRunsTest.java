package dev.tidemill.runtime.job;

import static dev.tidemill.runtime.job.ScriptedEngine.fails;
import static dev.tidemill.runtime.job.ScriptedEngine.nothing;
import static dev.tidemill.runtime.job.ScriptedEngine.rows;
import static dev.tidemill.runtime.job.ScriptedEngine.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingRunsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pipeline CLICKS =
      TestJobs.pipeline(TestJobs.job("clicks").every(MINUTE).build());

  @TempDir Path folder;
  private final ScriptedEngine engine = new ScriptedEngine();

  @Test
  void takesWhatWaitsAtOnceAndThenAtWholeMinutes() {
    engine.then("clicks", rows(10), rows(20));
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      await().until(() -> engine.dues("clicks").size() == 1);
      rig.clock.set("2026-11-13T10:00:59Z");
      rig.clock.set("2026-11-13T10:01:00.005Z");
      await().until(() -> rig.status("clicks").lastBatchEnd().equals(at("10:01:00.005")));

      assertThat(engine.dues("clicks")).containsExactly(at("10:00:30").get(), at("10:01:00").get());
      assertThat(rig.runs()).containsExactly("jr_1 WAITING", "jr_1 STARTING", "jr_1 RUNNING");
      assertThat(rig.status("clicks").trigger()).contains("up");
      assertThat(rig.status("clicks").state()).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  void followsAFullBatchAtOnce() {
    engine.then("clicks", rows(100), rows(100), rows(7));
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      await().until(() -> engine.dues("clicks").size() == 3);
      rig.clock.set("2026-11-13T10:01:00Z");
      await().until(() -> engine.dues("clicks").size() == 4);

      assertThat(engine.dues("clicks").subList(0, 3)).containsOnly(at("10:00:30").get());
    }
  }

  @Test
  void saysHowManyWindowsABatchHasOverrun() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    engine.then("clicks", waits(begun, may, rows(1)));
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      awaitLatch(begun);
      rig.clock.set("2026-11-13T10:03:10Z");
      may.countDown();
      await().until(() -> rig.status("clicks").lastBatchEnd().isPresent());
      rig.clock.set("2026-11-13T10:04:00Z");
      await().until(() -> engine.dues("clicks").size() == 2);

      assertThat(engine.dues("clicks").get(1)).isEqualTo(at("10:04:00").get());
      await().until(() -> rig.status("clicks").skippedWindows() == 3);
      assertThat(rig.notices()).contains("3 windows skipped: no batch could begin in that time");
    }
  }

  @Test
  void stopsAfterItsBatchAndAStartWaitsForThat() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    engine.then("clicks", waits(begun, may, rows(5)));
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      awaitLatch(begun);
      rig.runner.stop("clicks", false);
      assertThat(rig.status("clicks").state()).isEqualTo(RunState.STOPPING);
      Thread starter = new Thread(() -> start(rig));
      starter.start();
      await().until(() -> starter.getState() == Thread.State.WAITING);
      may.countDown();
      starter.join();
      rig.awaitRuns("jr_2 RUNNING");

      assertThat(rig.runs())
          .containsExactly(
              "jr_1 WAITING",
              "jr_1 STARTING",
              "jr_1 RUNNING",
              "jr_1 STOPPING",
              "jr_1 STOPPED",
              "jr_2 STARTING",
              "jr_2 RUNNING");
      assertThat(rig.last("jr_1").rowsIn()).isEqualTo(5);
      assertThat(rig.last("jr_1").endedAt()).isPresent();
      assertThat(engine.mostOpen()).isOne();
    }
  }

  @Test
  void stopCanWaitUntilItIsStopped() throws Exception {
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      rig.awaitState("clicks", RunState.RUNNING);
      rig.runner.stop("clicks", true);

      assertThat(rig.status("clicks").state()).isEqualTo(RunState.STOPPED);
    }
  }

  @Test
  void aSecondRunByHandIsRefused() {
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      rig.awaitState("clicks", RunState.RUNNING);

      assertThatThrownBy(() -> rig.runner.start("clicks", "by hand", Optional.empty()))
          .isInstanceOfSatisfying(
              JobRefused.class, refused -> assertThat(refused.code()).isEqualTo("concurrent-runs"));
      assertThatThrownBy(() -> rig.runner.start("nothing", "by hand", Optional.empty()))
          .isInstanceOfSatisfying(
              JobRefused.class, refused -> assertThat(refused.code()).isEqualTo("unknown-name"));
    }
  }

  @Test
  void goesOnWhenWhatItWaitedForIsBack() throws Exception {
    engine.then("clicks", fails("kafka", "Kafka does not answer"), rows(5));
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      await().until(() -> rig.status("clicks").lastBatchEnd().isPresent());

      assertThat(rig.status("clicks").state()).isEqualTo(RunState.RUNNING);
      assertThat(rig.status("clicks").error()).isEmpty();
      assertThat(rig.notices()).contains("batch failed, and is tried again: Kafka does not answer");
      assertThat(Files.readString(rig.data.jobLog("clicks")))
          .contains("FAILED batch failed", "BATCH 1 from", "RUN jr_1 RUNNING");
    }
  }

  @Test
  void failsWhereAPersonMustDecideAndStartsWithTheirDecision() throws Exception {
    engine.then("clicks", fails("rolled-back", "table clicks was rolled back"));
    Pipeline retried = TestJobs.pipeline(TestJobs.job("clicks").every(MINUTE).retries(3).build());
    try (Rig rig = new Rig(folder, engine, retried).begin()) {
      rig.awaitRuns("jr_1 FAILED");
      assertThat(rig.last("jr_1").error()).contains("table clicks was rolled back");
      await().until(() -> rig.status("clicks").state() == RunState.FAILED);

      assertThatThrownBy(
              () -> rig.runner.start("clicks", "by hand", Optional.of(new WayOut.Redo())))
          .isInstanceOfSatisfying(
              JobRefused.class,
              refused -> assertThat(refused.code()).isEqualTo("nothing-to-resolve"));
      rig.runner.start("clicks", "by hand", Optional.of(new WayOut.GoOn()));
      rig.awaitRuns("jr_2 RUNNING");

      assertThat(engine.resolved()).containsExactly("clicks GoOn[]");
      assertThat(rig.notices()).contains("table clicks goes on");
    }
  }

  @Test
  void onlyTheJobThatFailsIsFailed() {
    engine.then("clicks", fails("job-failed", "failed 5 times in a row: overflow"));
    Pipeline two =
        TestJobs.pipeline(
            TestJobs.job("clicks").every(MINUTE).build(),
            TestJobs.job("views").every(MINUTE).build());
    try (Rig rig = new Rig(folder, engine, two).begin()) {
      rig.awaitState("clicks", RunState.FAILED);
      rig.awaitState("views", RunState.RUNNING);
      rig.clock.set("2026-11-13T10:01:00Z");
      await().until(() -> engine.dues("views").size() == 2);

      assertThat(rig.status("clicks").error()).contains("failed 5 times in a row: overflow");
    }
  }

  @Test
  void anInterruptedBatchIsRunAgain() {
    CountDownLatch begun = new CountDownLatch(1);
    engine.then("clicks", waits(begun, new CountDownLatch(1), nothing()), rows(5));
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      awaitLatch(begun);
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals("job-clicks"))
          .filter(thread -> thread.getState() == Thread.State.WAITING)
          .forEach(Thread::interrupt);
      await().until(() -> rig.status("clicks").lastBatchEnd().isPresent());

      assertThat(rig.status("clicks").state()).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  void aNewDefinitionIsTakenAfterTheBatch() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    engine.then("clicks", waits(begun, may, rows(5)));
    Pipeline next = TestJobs.pipeline(TestJobs.job("clicks").every(MINUTE).table("other").build());
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      awaitLatch(begun);
      assertThat(rig.runner.apply(next))
          .containsExactly("job clicks goes on with its new plan after this batch");
      may.countDown();
      await().until(() -> rig.status("clicks").lastBatchEnd().isPresent());
      rig.clock.set("2026-11-13T10:01:00Z");
      await().until(() -> engine.dues("clicks").size() == 2);

      assertThat(engine.opened()).containsExactly("clicks clicks", "clicks other");
      assertThat(rig.runs()).doesNotContain("jr_2 WAITING");
      assertThat(engine.mostOpen()).isOne();
    }
  }

  @Test
  void whatIsUnchangedIsNotTouched() {
    Pipeline moved =
        TestJobs.pipeline(
            TestJobs.job("clicks").every(MINUTE).line(9).build(),
            TestJobs.job("views").every(MINUTE).build());
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      await().until(() -> engine.dues("clicks").size() == 1);
      assertThat(rig.runner.apply(moved)).containsExactly("job views is new");
      rig.clock.set("2026-11-13T10:01:00Z");
      await().until(() -> engine.dues("clicks").size() == 2);
      rig.awaitState("views", RunState.RUNNING);

      assertThat(engine.opened()).containsOnlyOnce("clicks clicks");
    }
  }

  @Test
  void whatIsGoneOrDisabledStops() {
    Pipeline two =
        TestJobs.pipeline(
            TestJobs.job("clicks").every(MINUTE).build(),
            TestJobs.job("views").every(MINUTE).build());
    Pipeline none = TestJobs.pipeline(TestJobs.job("views").every(MINUTE).disabled().build());
    try (Rig rig = new Rig(folder, engine, two).begin()) {
      rig.awaitState("clicks", RunState.RUNNING);
      rig.awaitState("views", RunState.RUNNING);

      assertThat(rig.runner.apply(none))
          .containsExactly("job clicks is gone: it stops", "job views is disabled: it stops");
      rig.awaitRuns("jr_1 STOPPED", "jr_2 STOPPED");
      assertThatThrownBy(() -> rig.runner.start("views", "by hand", Optional.empty()))
          .isInstanceOfSatisfying(
              JobRefused.class, refused -> assertThat(refused.code()).isEqualTo("job-disabled"));
    }
  }

  @Test
  void aFailedJobBeginsAgainWhenItsDefinitionChanges() {
    engine.then("clicks", fails("job-failed", "overflow"));
    Pipeline next = TestJobs.pipeline(TestJobs.job("clicks").every(MINUTE).table("other").build());
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      rig.awaitState("clicks", RunState.FAILED);
      await().until(() -> !rig.runner.apply(next).isEmpty());
      rig.awaitRuns("jr_2 RUNNING");
    }
  }

  @Test
  void drainLetsTheBatchCommit() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    engine.then("clicks", waits(begun, may, rows(5)));
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      awaitLatch(begun);
      may.countDown();

      assertThat(rig.runner.drain(Duration.ofSeconds(10))).isTrue();
      assertThat(rig.last("jr_1").state()).isEqualTo(RunState.STOPPED);
      assertThat(rig.last("jr_1").rowsOut()).isEqualTo(5);
    }
  }

  @Test
  void drainInterruptsWhatTakesTooLong() {
    CountDownLatch begun = new CountDownLatch(1);
    engine.then("clicks", waits(begun, new CountDownLatch(1), rows(5)));
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      awaitLatch(begun);

      assertThat(rig.runner.drain(Duration.ofMillis(50))).isFalse();
      assertThat(rig.last("jr_1").state()).isEqualTo(RunState.STOPPED);
      assertThat(rig.last("jr_1").batches()).isZero();
    }
  }

  @Test
  void tellsOnceThatARunTakesLong() {
    Pipeline late =
        TestJobs.pipeline(
            TestJobs.job("clicks").every(MINUTE).notifyDelayAfter(Duration.ofMillis(1)).build());
    try (Rig rig = new Rig(folder, engine, late).begin()) {
      await().until(() -> rig.notices().contains("run jr_1 takes longer than 0 s"));
      rig.clock.set("2026-11-13T10:01:00Z");
      await().until(() -> engine.dues("clicks").size() == 2);

      assertThat(rig.notices()).containsOnlyOnce("run jr_1 takes longer than 0 s");
    }
  }

  @Test
  void theLagIsMeasuredBesideTheBatches() {
    try (Rig rig = new Rig(folder, engine, CLICKS).begin()) {
      await().until(() -> rig.status("clicks").lagMessages().isPresent());

      assertThat(rig.status("clicks").lagMessages()).hasValue(3);
      assertThat(rig.status("clicks").lag())
          .contains(Duration.between(Instant.EPOCH, rig.clock.instant()));
    }
  }

  private static void start(Rig rig) {
    try {
      rig.runner.start("clicks", "by hand", Optional.empty());
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  static void awaitLatch(CountDownLatch latch) {
    await().until(() -> latch.getCount() == 0);
  }

  private static Optional<Instant> at(String time) {
    return Optional.of(Instant.parse("2026-11-13T" + time + "Z"));
  }
}
