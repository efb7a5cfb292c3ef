package dev.tidemill.runtime.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.Names;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.state.SettableClock;
import dev.tidemill.runtime.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  private static final Instant AT = Instant.parse("2026-11-13T10:00:00Z");
  private static final Path LOG = Path.of("/data/logs/track.log");

  @TempDir Path folder;
  private StateDatabase database;
  private History history;

  @BeforeEach
  void start() {
    database =
        StateDatabase.open(new DataFolder(folder), Optional.empty(), new Names("shop", "local"));
    history = new History(database, new SettableClock(AT.toString()));
  }

  @AfterEach
  void stop() {
    history.close();
    database.close();
  }

  @Test
  void givesBackWhatItWasToldNewestFirst() {
    InvocationEntry first = invocation(1, Optional.empty());
    InvocationEntry second = invocation(2, Optional.of("com.shop.Broken"));
    history.add(first);
    history.add(second);
    await().until(() -> history.invocations("Track", 5).size() == 2);
    assertThat(history.invocations("Track", 5)).containsExactly(second, first);
    assertThat(history.invocations("Track", 1)).containsExactly(second);
    assertThat(history.invocations("Other", 5)).isEmpty();
  }

  @Test
  void keepsEveryKindWhole() {
    NodeCounts node =
        new NodeCounts(
            "lake",
            OptionalLong.of(3),
            OptionalLong.of(2),
            OptionalLong.of(1),
            OptionalLong.empty(),
            OptionalLong.empty());
    BatchReport report =
        new BatchReport(
            "visits", 7, AT, AT, Duration.ofMillis(15), List.of(node), true, 4, List.of("late"));
    BatchEntry batch = new BatchEntry(AT, "r1", report);
    MaintenanceEntry maintenance =
        new MaintenanceEntry(
            AT,
            new MaintenanceReport("visits", 9, 1, 2, 3, Duration.ofMillis(1500), List.of("late")));
    FireEntry fire = new FireEntry(AT, "nightly", AT, "e1", 1, FireEntry.Outcome.RETRYING, "busy");
    NoticeEntry notice = new NoticeEntry(AT, "broker", "The broker is away", true);
    List.of(batch, maintenance, fire, notice).forEach(history::add);
    await().until(() -> history.notices(AT).size() == 1);
    assertThat(history.batches("visits", 5)).containsExactly(batch);
    assertThat(history.maintenance("visits", 5)).containsExactly(maintenance);
    assertThat(history.fires("nightly", 5)).containsExactly(fire);
    assertThat(history.notices(AT)).containsExactly(notice);
    assertThat(history.notices(AT.plusMillis(1))).isEmpty();
  }

  @Test
  void aRunIsReplacedAtEachTransition() {
    history.add(run("r1", RunState.STARTING));
    history.add(run("r2", RunState.STARTING));
    history.add(run("r1", RunState.RUNNING));
    history.add(run("r1", RunState.SUCCEEDED));
    await().until(() -> history.runs(Optional.of("visits"), 5).size() == 2);
    assertThat(history.runs(Optional.empty(), 5))
        .containsExactly(run("r2", RunState.STARTING), run("r1", RunState.SUCCEEDED));
  }

  @Test
  void tellsListenersAtOnceUntilTheyHaveEnough() {
    List<Entry> heard = new ArrayList<>();
    History.Registration registration = history.listen(heard::add);
    history.add(run("r1", RunState.STARTING));
    registration.close();
    history.add(run("r1", RunState.RUNNING));
    assertThat(heard).containsExactly(run("r1", RunState.STARTING));
  }

  @Test
  void writesWhatIsLeftWhenItIsClosedAndForgetsWhatIsOld() {
    for (int i = 0; i < 100; i++) {
      history.add(invocation(i, Optional.empty()));
    }
    history.close();
    assertThat(history.invocations("Track", 200)).hasSize(100);
    history.prune(AT.plusSeconds(60));
    assertThat(history.invocations("Track", 200)).hasSize(40);
  }

  @Test
  void keepsAStatedNumberOfEachKindAndFailuresApart() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      entries.add(invocation(i, i < 3 ? Optional.of("com.shop.Broken") : Optional.empty()));
    }
    database.persist(connection -> EntryTable.write(connection, entries));
    database.persist(connection -> EntryTable.deleteSurplus(connection, 10));
    assertThat(history.invocations("Track", 100))
        .hasSize(13)
        .filteredOn(entry -> entry.errorType().isPresent())
        .hasSize(3);
  }

  @Test
  void countsWhatItHasNoRoomForWhileTheDatabaseIsAway() {
    database.close();
    for (int i = 0; i < 20_100; i++) {
      history.add(invocation(i, Optional.empty()));
    }
    await().until(() -> history.lost() >= 100);
  }

  private static InvocationEntry invocation(int second, Optional<String> error) {
    return new InvocationEntry(
        AT.plusSeconds(second),
        "q" + second,
        "Track",
        "async",
        1,
        Duration.ofNanos(1_234_567),
        Optional.of(Duration.ofMillis(600)),
        error,
        error.map(type -> "why"),
        LOG,
        10,
        20);
  }

  private static JobRunEntry run(String id, RunState state) {
    return new JobRunEntry(
        AT, id, "visits", "up", state, 1, Optional.empty(), 3, 10, 9, Optional.empty(), LOG);
  }
}
