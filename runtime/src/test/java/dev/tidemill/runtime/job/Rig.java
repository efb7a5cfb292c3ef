package dev.tidemill.runtime.job;

import static org.awaitility.Awaitility.await;

import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.history.Entry;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.JobRunEntry;
import dev.tidemill.runtime.history.NoticeEntry;
import dev.tidemill.runtime.state.StateDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A runner in a folder of its own, with a clock that stands still until it is set. */
final class Rig implements AutoCloseable {

  static final JobRunner.Pace PACE =
      new JobRunner.Pace(Duration.ofMillis(5), Duration.ofMillis(20));

  final SetClock clock;
  final DataFolder data;
  final JobRunner runner;
  private final StateDatabase database;
  private final History history;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids;

  Rig(Path folder, JobEngine engine, Pipeline pipeline) {
    this(folder, engine, pipeline, new SetClock("2026-11-13T10:00:30Z"), 0, List.of());
  }

  /** With a clock that goes. */
  Rig(Path folder, JobEngine engine, Pipeline pipeline, Clock clock) {
    this(folder, engine, pipeline, clock, 0, List.of());
  }

  private Rig(
      Path folder,
      JobEngine engine,
      Pipeline pipeline,
      Clock clock,
      int lastId,
      List<JobRunEntry> known) {
    this.clock = clock instanceof SetClock set ? set : null;
    this.data = new DataFolder(folder);
    this.ids = new AtomicInteger(lastId);
    database = StateDatabase.open(data, Optional.empty(), new Names("shop", "local"));
    history = new History(database, clock);
    known.forEach(history::add);
    if (!known.isEmpty()) {
      await().until(() -> !history.runs(Optional.empty(), 1).isEmpty());
    }
    history.listen(entries::add);
    runner =
        new JobRunner(
            engine, pipeline, history, data, clock, () -> "jr_" + ids.incrementAndGet(), PACE);
  }

  Rig begin() {
    runner.begin();
    return this;
  }

  /** Another process on the folder as this one would leave it if it were killed now. */
  Rig killed(Path folder, JobEngine engine, Pipeline pipeline) {
    try {
      DataFolder next = new DataFolder(folder);
      Files.createDirectories(next.state());
      Files.copy(ledger(data), ledger(next));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    List<JobRunEntry> last =
        states().stream().map(JobRunEntry::runId).distinct().map(this::last).toList();
    return new Rig(folder, engine, pipeline, clock, ids.get(), last);
  }

  private static Path ledger(DataFolder data) {
    return data.state().resolve("jobs.json");
  }

  JobStatus status(String job) {
    return runner.status().stream().filter(each -> each.job().equals(job)).findFirst().get();
  }

  void awaitState(String job, RunState state) {
    await(job + " " + state).until(() -> status(job).state() == state);
  }

  void awaitRuns(String... expected) {
    await(List.of(expected).toString()).until(() -> runs().containsAll(List.of(expected)));
  }

  /** {@code RUN STATE} for each transition so far. */
  List<String> runs() {
    return states().stream().map(run -> run.runId() + " " + run.state()).toList();
  }

  List<JobRunEntry> states() {
    return entries.stream()
        .filter(JobRunEntry.class::isInstance)
        .map(JobRunEntry.class::cast)
        .toList();
  }

  /** How a run is now. */
  JobRunEntry last(String run) {
    return states().stream()
        .filter(each -> each.runId().equals(run))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  List<String> notices() {
    return entries.stream()
        .filter(NoticeEntry.class::isInstance)
        .map(entry -> ((NoticeEntry) entry).text())
        .toList();
  }

  @Override
  public void close() {
    runner.close();
    history.close();
    database.close();
  }
}
