package dev.tidemill.runtime.job;

import static dev.tidemill.runtime.job.ScriptedEngine.fails;
import static dev.tidemill.runtime.job.ScriptedEngine.nothing;
import static dev.tidemill.runtime.job.ScriptedEngine.rows;
import static dev.tidemill.runtime.job.ScriptedEngine.waits;
import static dev.tidemill.runtime.job.StreamingRunsTest.awaitLatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggeredRunsTest {

  private static final Pipeline LOAD = TestJobs.pipeline(TestJobs.job("load").build());
  private static final Pipeline CHAIN =
      TestJobs.pipeline(TestJobs.job("load").build(), TestJobs.job("totals").after("load").build());

  @TempDir Path folder;
  private final ScriptedEngine engine = new ScriptedEngine();

  @Test
  void aRunEndsWhenNothingIsNew() throws Exception {
    engine.then("load", rows(100), rows(60), nothing());
    try (Rig rig = new Rig(folder, engine, LOAD).begin()) {
      assertThat(rig.status("load").state()).isEqualTo(RunState.STOPPED);
      rig.runner.start("load", "by hand", Optional.empty());
      rig.awaitState("load", RunState.SUCCEEDED);

      assertThat(rig.runs()).containsExactly("jr_1 STARTING", "jr_1 RUNNING", "jr_1 SUCCEEDED");
      assertThat(rig.last("jr_1").batches()).isEqualTo(2);
      assertThat(rig.last("jr_1").rowsIn()).isEqualTo(160);
      assertThat(rig.last("jr_1").trigger()).isEqualTo("by hand");
    }
  }

  @Test
  void whatComesToABusyStreamMeanwhileIsForTheNextRun() throws Exception {
    engine.then("load", rows(100), rows(20), rows(20));
    try (Rig rig = new Rig(folder, engine, LOAD).begin()) {
      rig.runner.start("load", "by hand", Optional.empty());
      rig.awaitState("load", RunState.SUCCEEDED);

      assertThat(rig.last("jr_1").rowsIn()).isEqualTo(120);
    }
  }

  @Test
  void oneRunWaitsForItsPlaceAndLaterTriggersJoinIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    engine.then("load", waits(begun, may, nothing()));
    try (Rig rig = new Rig(folder, engine, LOAD).begin()) {
      assertThat(rig.runner.trigger("load", "schedule nightly")).isEqualTo("jr_1");
      awaitLatch(begun);
      assertThat(rig.runner.trigger("load", "schedule nightly")).isEqualTo("jr_2");
      assertThat(rig.runner.trigger("load", "schedule hourly")).isEqualTo("jr_2");
      assertThat(rig.last("jr_2").state()).isEqualTo(RunState.WAITING);
      may.countDown();
      rig.awaitRuns("jr_2 SUCCEEDED");

      assertThat(rig.notices()).contains("schedule hourly: run jr_2 waits already");
      assertThat(engine.mostOpen()).isOne();
    }
  }

  @Test
  void moreRunsAtOnceAreAsManyAsDeclared() {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch may = new CountDownLatch(1);
    engine.then("load", waits(begun, may, nothing()), waits(begun, may, nothing()));
    Pipeline two = TestJobs.pipeline(TestJobs.job("load").maxConcurrentRuns(2).build());
    try (Rig rig = new Rig(folder, engine, two).begin()) {
      rig.runner.trigger("load", "schedule a");
      rig.runner.trigger("load", "schedule b");
      awaitLatch(begun);
      rig.runner.trigger("load", "schedule c");

      assertThat(rig.last("jr_3").state()).isEqualTo(RunState.WAITING);
      may.countDown();
      rig.awaitRuns("jr_1 SUCCEEDED", "jr_2 SUCCEEDED", "jr_3 SUCCEEDED");
      assertThat(engine.mostOpen()).isEqualTo(2);
    }
  }

  @Test
  void aTriggerOfAJobThatIsGoneIsAnError() {
    try (Rig rig = new Rig(folder, engine, LOAD).begin()) {
      assertThatThrownBy(() -> rig.runner.trigger("gone", "schedule nightly"))
          .isInstanceOf(JobRefused.class)
          .hasMessage("there is no job gone");

      assertThat(rig.runs()).containsExactly("jr_1 ERROR");
    }
  }

  @Test
  void aFailedRunIsTriedAgainAsOftenAsDeclared() throws Exception {
    engine.then("load", fails("job-failed", "overflow"), fails("job-failed", "overflow"));
    Pipeline retried = TestJobs.pipeline(TestJobs.job("load").retries(1).build());
    try (Rig rig = new Rig(folder, engine, retried).begin()) {
      rig.runner.start("load", "by hand", Optional.empty());
      rig.awaitRuns("jr_1_attempt_1 FAILED");
      rig.awaitState("load", RunState.FAILED);

      assertThat(rig.last("jr_1_attempt_1").attempt()).isEqualTo(2);
      assertThat(rig.runs()).doesNotContain("jr_1_attempt_2 WAITING");
    }
  }

  @Test
  void aRunWhoseTimeIsOverIsNotTriedAgain() throws Exception {
    engine.then("load", waits(new CountDownLatch(1), new CountDownLatch(1), nothing()));
    Pipeline limited =
        TestJobs.pipeline(
            TestJobs.job("load").timeout(Duration.ofMillis(50)).retries(2).build(),
            TestJobs.job("alarm").after(Job.When.ALL, RunState.TIMEOUT, "load").build());
    try (Rig rig = new Rig(folder, engine, limited).begin()) {
      rig.runner.start("load", "by hand", Optional.empty());
      rig.awaitRuns("jr_1 TIMEOUT", "jr_2 SUCCEEDED");

      assertThat(rig.runs()).doesNotContain("jr_1_attempt_1 WAITING");
      assertThat(rig.last("jr_2").trigger()).isEqualTo("after load");
    }
  }

  @Test
  void whatComesAfterBeginsOnSuccessOnly() throws Exception {
    engine.then("load", fails("job-failed", "overflow"));
    try (Rig rig = new Rig(folder, engine, CHAIN).begin()) {
      rig.runner.start("load", "by hand", Optional.empty());
      rig.awaitState("load", RunState.FAILED);
      rig.runner.start("load", "by hand", Optional.empty());
      rig.awaitRuns("jr_2 SUCCEEDED", "jr_3 SUCCEEDED");

      assertThat(rig.last("jr_3").job()).isEqualTo("totals");
      assertThat(rig.states()).noneMatch(run -> run.runId().equals("jr_4"));
    }
  }

  @Test
  void allJobsBeforeMustHaveEnded() throws Exception {
    Pipeline all =
        TestJobs.pipeline(
            TestJobs.job("a").build(),
            TestJobs.job("b").build(),
            TestJobs.job("c").after(Job.When.ALL, RunState.SUCCEEDED, "a", "b").build());
    try (Rig rig = new Rig(folder, engine, all).begin()) {
      rig.runner.start("a", "by hand", Optional.empty());
      rig.awaitState("a", RunState.SUCCEEDED);
      rig.runner.start("a", "by hand", Optional.empty());
      rig.awaitRuns("jr_2 SUCCEEDED");
      assertThat(rig.states()).noneMatch(run -> run.job().equals("c"));

      rig.runner.start("b", "by hand", Optional.empty());
      rig.awaitState("c", RunState.SUCCEEDED);
    }
  }

  @Test
  void filesThatArriveStartARun() {
    Pipeline watching = TestJobs.pipeline(TestJobs.job("load").onArrival().build());
    try (Rig rig = new Rig(folder, engine, watching).begin()) {
      engine.arrived("a.csv 12");
      rig.awaitRuns("jr_1 SUCCEEDED");
      engine.arrived("a.csv 12, b.csv 7");
      rig.awaitRuns("jr_2 SUCCEEDED");

      assertThat(rig.last("jr_1").trigger()).isEqualTo("arrival log");
      await().during(Duration.ofMillis(100)).until(() -> rig.runs().size() == 8);
    }
  }

  @Test
  void aKilledRunGoesOnAsAnotherOne(@TempDir Path next) {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    engine.then("load", rows(100), waits(begun, never, nothing()));
    try (Rig killed = new Rig(folder, engine, CHAIN).begin()) {
      killed.runner.trigger("load", "schedule nightly");
      awaitLatch(begun);
      try (Rig rig = killed.killed(next, new ScriptedEngine(), CHAIN).begin()) {
        rig.awaitRuns("jr_1_restart_1 SUCCEEDED", "jr_2 SUCCEEDED");

        assertThat(rig.last("jr_1").state()).isEqualTo(RunState.EXPIRED);
        assertThat(rig.last("jr_1").error()).contains("the process ended before the run did");
        assertThat(rig.last("jr_1_restart_1").trigger()).isEqualTo("schedule nightly");
        assertThat(rig.last("jr_2").trigger()).isEqualTo("after load");
      }
    }
  }

  @Test
  void whatWasToFollowFollowsAfterAKill(@TempDir Path next) {
    CountDownLatch begun = new CountDownLatch(1);
    engine.then("totals", waits(begun, new CountDownLatch(1), nothing()));
    Pipeline busy = CHAIN;
    try (Rig killed = new Rig(folder, engine, busy).begin()) {
      killed.runner.trigger("totals", "schedule nightly");
      awaitLatch(begun);
      killed.runner.trigger("load", "schedule nightly");
      killed.awaitRuns("jr_2 SUCCEEDED", "jr_3 WAITING");
      try (Rig rig = killed.killed(next, new ScriptedEngine(), busy).begin()) {
        rig.awaitRuns("jr_3 SUCCEEDED", "jr_1_restart_1 SUCCEEDED");

        assertThat(rig.last("jr_3").job()).isEqualTo("totals");
        assertThat(rig.states()).noneMatch(run -> run.job().equals("load"));
      }
    }
  }

  @Test
  void aRunThatIsDrainedGoesOnAfterTheNextStart() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    engine.then("load", waits(begun, may, rows(100)), rows(100), rows(1));
    try (Rig rig = new Rig(folder, engine, LOAD).begin()) {
      rig.runner.trigger("load", "schedule nightly");
      awaitLatch(begun);
      Thread drain = new Thread(() -> rig.runner.drain(Duration.ofSeconds(10)));
      drain.start();
      await().until(() -> drain.getState() == Thread.State.TIMED_WAITING);
      may.countDown();
      rig.awaitRuns("jr_1 EXPIRED", "jr_1_restart_1 WAITING");
    }
    try (Rig rig = new Rig(folder, engine, LOAD).begin()) {
      rig.awaitRuns("jr_1_restart_1 SUCCEEDED");

      assertThat(rig.last("jr_1_restart_1").rowsIn()).isEqualTo(101);
    }
  }

  @Test
  void aStreamingJobThatWasStoppedByHandStaysStopped() throws Exception {
    Pipeline two =
        TestJobs.pipeline(
            TestJobs.job("clicks").every(Duration.ofMinutes(1)).build(),
            TestJobs.job("views").every(Duration.ofMinutes(1)).build());
    try (Rig rig = new Rig(folder, engine, two).begin()) {
      rig.awaitState("clicks", RunState.RUNNING);
      rig.runner.stop("clicks", true);
    }
    try (Rig rig = new Rig(folder, engine, two).begin()) {
      rig.awaitState("views", RunState.RUNNING);
      assertThat(rig.status("clicks").state()).isEqualTo(RunState.STOPPED);
      assertThat(rig.states()).noneMatch(run -> run.job().equals("clicks"));

      rig.runner.start("clicks", "by hand", Optional.empty());
    }
    try (Rig rig = new Rig(folder, engine, two).begin()) {
      rig.awaitState("clicks", RunState.RUNNING);
    }
  }

  @Test
  void aKilledStreamingRunIsExpiredAndAnotherOneBegins(@TempDir Path next) {
    Pipeline clicks =
        TestJobs.pipeline(TestJobs.job("clicks").every(Duration.ofMinutes(1)).build());
    try (Rig killed = new Rig(folder, engine, clicks).begin()) {
      killed.awaitState("clicks", RunState.RUNNING);
      try (Rig rig = killed.killed(next, new ScriptedEngine(), clicks).begin()) {
        rig.awaitRuns("jr_1 EXPIRED", "jr_1_restart_1 RUNNING");
      }
    }
  }
}
