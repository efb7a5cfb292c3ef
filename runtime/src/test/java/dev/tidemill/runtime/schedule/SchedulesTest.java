package dev.tidemill.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tidemill.model.Names;
import dev.tidemill.model.Schedule.Kind;
import dev.tidemill.model.Schedule.Missed;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.deadletter.DeadLetter;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.deadletter.Redriven;
import dev.tidemill.runtime.history.FireEntry;
import dev.tidemill.runtime.history.FireEntry.Outcome;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.state.SettableClock;
import dev.tidemill.runtime.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {

  private static final Names NAMES = new Names("shop", "local");
  private static final String EVERY_MINUTE = "cron(* * * * ? *)";

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2026-11-13T10:00:30Z");
  private final Recorded targets = new Recorded();
  private StateDatabase database;
  private History history;
  private DeadLetters deadLetters;
  private Schedules schedules;

  @BeforeEach
  void start() {
    database = StateDatabase.open(new DataFolder(folder), Optional.empty(), NAMES);
    history = new History(database, clock);
    deadLetters = new DeadLetters(database, clock);
    schedules = new Schedules(database, NAMES, history, deadLetters, targets, clock);
  }

  @AfterEach
  void stop() {
    schedules.close(Duration.ofSeconds(5));
    history.close();
    database.close();
  }

  @Test
  void firesAtEachDueTimeOnce() {
    apply(new TestSchedule("a", EVERY_MINUTE));
    assertThat(schedules.next(5))
        .containsExactly(
            new NextFire("a", Instant.parse("2026-11-13T10:01:00Z"), ZoneId.of("UTC")));

    clock.set("2026-11-13T10:01:00Z");
    awaitTimes("a", "2026-11-13T10:01:00Z");
    clock.set("2026-11-13T10:02:00.200Z");
    awaitTimes("a", "2026-11-13T10:01:00Z", "2026-11-13T10:02:00Z");
    assertThat(targets.fires).extracting(Fire::attempt, Fire::schedule).containsOnly(tuple(1, "a"));
    assertThat(targets.fires).extracting(Fire::executionId).doesNotHaveDuplicates();
  }

  @Test
  void aRateBeginsAtOnceAndGoesOnFromThePlannedTimes() {
    apply(new TestSchedule("a", "rate(5 minutes)"));
    awaitTimes("a", "2026-11-13T10:00:30Z");
    clock.set("2026-11-13T10:05:42Z");
    awaitTimes("a", "2026-11-13T10:00:30Z", "2026-11-13T10:05:30Z");
    awaitNext("2026-11-13T10:10:30Z");
  }

  @Test
  void eachKindOfTargetIsSetOff() {
    apply(
        new TestSchedule("a", "rate(1 day)"),
        new TestSchedule("b", "rate(1 day)").target(Kind.JOB, "nightly"),
        new TestSchedule("c", "rate(1 day)").target(Kind.STREAM, "ticks"));
    await().until(() -> targets.sent.size() == 3);
    assertThat(targets.sent)
        .containsExactlyInAnyOrder("function Track", "job nightly", "stream ticks");
  }

  @Test
  void aDisabledOneWaitsForNothing() {
    apply(new TestSchedule("a", EVERY_MINUTE).disabled(), new TestSchedule("b", EVERY_MINUTE));
    clock.set("2026-11-13T10:05:00Z");
    awaitTimes("b", "2026-11-13T10:05:00Z");
    apply(new TestSchedule("a", EVERY_MINUTE));
    clock.set("2026-11-13T10:06:00Z");
    awaitTimes("a", "2026-11-13T10:06:00Z");
  }

  @Test
  void onceMeansOnceWhateverTheClockAndTheProcessDo() {
    TestSchedule once = new TestSchedule("a", "at(2026-11-13T10:02:00)");
    apply(once, new TestSchedule("b", EVERY_MINUTE));
    clock.set("2026-11-13T10:02:00Z");
    awaitTimes("a", "2026-11-13T10:02:00Z");
    await().until(() -> history.notices(Instant.EPOCH).size() == 1);
    restart();
    clock.set("2026-11-13T10:01:10Z");
    apply(once, new TestSchedule("b", EVERY_MINUTE));
    clock.set("2026-11-13T10:03:00Z");
    await().until(() -> targets.times("b").contains(Instant.parse("2026-11-13T10:03:00Z")));
    assertThat(targets.times("a")).hasSize(1);
  }

  @ParameterizedTest
  // From 10:01 to 11:01 there are 61; the last is 10 s old, so it is late but not missed.
  @CsvSource({"RUN_ONCE, 60, 1", "SKIP, 60, 1", "RUN_ALL, 0, 61"})
  void whatWasMissedFollowsThePolicy(Missed missed, int skipped, int fired) {
    TestSchedule schedule = new TestSchedule("a", EVERY_MINUTE).missed(missed);
    apply(schedule);
    restart();
    clock.set("2026-11-13T11:01:10Z");
    apply(schedule);
    awaitNext("2026-11-13T11:02:00Z");
    List<Instant> times = targets.times("a");
    assertThat(times).hasSize(fired).isSorted().endsWith(Instant.parse("2026-11-13T11:01:00Z"));
    await().until(() -> history.fires("a", 100).size() == fired + (skipped == 0 ? 0 : 1));
    assertThat(history.fires("a", 100))
        .filteredOn(entry -> entry.outcome() == Outcome.SKIPPED)
        .extracting(FireEntry::detail)
        .isEqualTo(skipped == 0 ? List.of() : List.of(skipped + " due times missed"));
  }

  @Test
  void aLongJumpForwardIsMissedTimeAndAJumpBackRepeatsNothing() {
    apply(new TestSchedule("a", EVERY_MINUTE));
    clock.set("2026-11-13T10:01:00Z");
    awaitTimes("a", "2026-11-13T10:01:00Z");
    clock.move(Duration.ofHours(1));
    awaitTimes("a", "2026-11-13T10:01:00Z", "2026-11-13T11:01:00Z");
    clock.move(Duration.ofHours(-1));
    apply(new TestSchedule("a", EVERY_MINUTE), new TestSchedule("b", EVERY_MINUTE));
    clock.set("2026-11-13T10:02:00Z");
    awaitTimes("b", "2026-11-13T10:02:00Z");
    clock.set("2026-11-13T11:02:00Z");
    awaitTimes("a", "2026-11-13T10:01:00Z", "2026-11-13T11:01:00Z", "2026-11-13T11:02:00Z");
  }

  @Test
  void aChangedExpressionBeginsAnewAndARemovedOneEnds() {
    apply(new TestSchedule("a", EVERY_MINUTE), new TestSchedule("b", EVERY_MINUTE));
    apply(new TestSchedule("a", "cron(30 10 * * ? *)"));
    assertThat(schedules.next(5)).extracting(NextFire::schedule).containsExactly("a");
    awaitNext("2026-11-13T10:30:00Z");
    apply(new TestSchedule("a", "cron(30 10 * * ? *)").zone("Europe/Berlin"));
    awaitNext("2026-11-14T09:30:00Z");
  }

  @Test
  void aWindowDelaysEachFireByItsOwnTime() {
    apply(new TestSchedule("a", "rate(10 minutes)").window(Duration.ofMinutes(10)));
    awaitNext("2026-11-13T10:10:30Z");
    assertThat(targets.fires).isEmpty();
    clock.set("2026-11-13T10:10:29Z");
    awaitTimes("a", "2026-11-13T10:00:30Z");
    clock.set("2026-11-13T10:20:29Z");
    awaitTimes("a", "2026-11-13T10:00:30Z", "2026-11-13T10:10:30Z");
  }

  @Test
  void retriesWithBackOffCountTheAttemptsAndKeepTheExecution() {
    targets.failure = new TargetException("Throttled", "busy", true);
    apply(new TestSchedule("a", "rate(1 day)"));
    await().until(() -> targets.fires.size() == 1);
    clock.move(Duration.ofSeconds(15));
    await().until(() -> targets.fires.size() == 2);
    targets.failure = null;
    clock.move(Duration.ofSeconds(30));
    await().until(() -> targets.fires.size() == 3);
    assertThat(targets.fires).extracting(Fire::attempt).containsExactly(1, 2, 3);
    assertThat(targets.fires).extracting(Fire::executionId).containsOnly(executionId());
    await().until(() -> history.fires("a", 10).size() == 3);
    assertThat(history.fires("a", 10))
        .extracting(FireEntry::outcome)
        .containsExactly(Outcome.DELIVERED, Outcome.RETRYING, Outcome.RETRYING);
  }

  @Test
  void tooManyAttemptsEndInTheDeadLettersAndMayGoThroughAgain() throws Exception {
    targets.failure = new TargetException("Throttled", "busy", true);
    apply(new TestSchedule("a", "rate(1 day)").retry(1, Duration.ofHours(1)));
    await().until(() -> targets.fires.size() == 1);
    clock.move(Duration.ofSeconds(15));
    await().until(() -> deadLetters.count(DeadLetter.Kind.SCHEDULE, "a") == 1);
    DeadLetter letter = deadLetters.list(DeadLetter.Kind.SCHEDULE, "a", 10).get(0);
    assertThat(letter.attributes())
        .containsExactly(
            Map.entry("ERROR_CODE", "Throttled"),
            Map.entry("ERROR_MESSAGE", "busy"),
            Map.entry("EXECUTION_ID", executionId()),
            Map.entry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts"),
            Map.entry("IS_PAYLOAD_TRUNCATED", "false"),
            Map.entry("RETRY_ATTEMPTS", "1"),
            Map.entry("SCHEDULED_TIME", "2026-11-13T10:00:30Z"),
            Map.entry(
                "SCHEDULE_ARN",
                "arn:aws:scheduler:us-east-1:000000000000:schedule/shop-local/shop-local-a"),
            Map.entry(
                "TARGET_ARN", "arn:aws:lambda:us-east-1:000000000000:function:shop-local-Track"));
    assertThat(letter.body()).contains("\"attempt\":\"2\"");

    assertThat(redrive("a")).extracting(Redriven::outcome).containsOnly(Redriven.Outcome.FAILED);
    targets.failure = null;
    assertThat(redrive("a")).extracting(Redriven::outcome).containsOnly(Redriven.Outcome.DONE);
    assertThat(redrive("a")).isEmpty();
  }

  @Test
  void theEventAgeEndsTheAttemptsToo() {
    targets.failure = new IllegalStateException("broken");
    apply(new TestSchedule("a", "rate(1 day)").retry(185, Duration.ofMinutes(1)));
    await().until(() -> targets.fires.size() == 1);
    clock.move(Duration.ofSeconds(15));
    await().until(() -> targets.fires.size() == 2);
    clock.move(Duration.ofSeconds(30));
    await().until(() -> deadLetters.count(DeadLetter.Kind.SCHEDULE, "a") == 1);
    assertThat(deadLetters.list(DeadLetter.Kind.SCHEDULE, "a", 1).get(0).attributes())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds")
        .containsEntry("ERROR_CODE", "AWS.Scheduler.InternalServerError");
  }

  @Test
  void whatCannotSucceedIsNotTriedAgain() {
    targets.failure = new TargetException("ResourceNotFoundException", "gone", false);
    apply(new TestSchedule("a", "rate(1 day)"));
    await().until(() -> deadLetters.count(DeadLetter.Kind.SCHEDULE, "a") == 1);
    assertThat(deadLetters.list(DeadLetter.Kind.SCHEDULE, "a", 1).get(0).attributes())
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION")
        .containsEntry("RETRY_ATTEMPTS", "0");
  }

  @Test
  void withoutDeadLettersItIsCountedAsDropped() {
    targets.failure = new TargetException("ResourceNotFoundException", "gone", false);
    apply(new TestSchedule("a", "rate(1 day)").withoutDeadLetters());
    await().until(() -> history.fires("a", 1).size() == 1);
    assertThat(history.fires("a", 1).get(0).outcome()).isEqualTo(Outcome.DROPPED);
    assertThat(deadLetters.list(DeadLetter.Kind.SCHEDULE, "a", 1)).isEmpty();
  }

  @Test
  void aPauseHoldsFiresBack() {
    apply(new TestSchedule("a", EVERY_MINUTE));
    schedules.pause();
    clock.set("2026-11-13T10:01:00Z");
    await().during(Duration.ofMillis(300)).until(() -> targets.fires.isEmpty());
    schedules.resume();
    awaitTimes("a", "2026-11-13T10:01:00Z");
  }

  private List<Redriven> redrive(String schedule) throws InterruptedException {
    return deadLetters.redrive(
        DeadLetter.Kind.SCHEDULE, schedule, Optional.empty(), schedules::redrive);
  }

  private void apply(TestSchedule... definitions) {
    schedules.apply(Arrays.stream(definitions).map(TestSchedule::build).toList());
  }

  private void restart() {
    schedules.close(Duration.ofSeconds(5));
    schedules = new Schedules(database, NAMES, history, deadLetters, targets, clock);
  }

  private void awaitTimes(String schedule, String... times) {
    List<Instant> expected = Arrays.stream(times).map(Instant::parse).toList();
    await().untilAsserted(() -> assertThat(targets.times(schedule)).isEqualTo(expected));
  }

  private void awaitNext(String due) {
    await()
        .untilAsserted(
            () ->
                assertThat(schedules.next(1))
                    .extracting(NextFire::due)
                    .containsExactly(Instant.parse(due)));
  }

  private static String executionId() {
    return Attempt.executionId(
        "arn:aws:scheduler:us-east-1:000000000000:schedule/shop-local/shop-local-a",
        Instant.parse("2026-11-13T10:00:30Z"));
  }
}
