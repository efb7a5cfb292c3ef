package dev.tidemill.runtime.up;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.model.Maintenance;
import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.MaintenanceEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Keeps tables small, history and dead letters bounded, beside the jobs. Belongs to one thread. */
final class Upkeep {

  /** As {@code maintenance} has it where a table says nothing. */
  private static final Duration DEAD_LETTERS_EVERY = Duration.ofHours(1);

  private static final Duration PRUNE_EVERY = Duration.ofHours(1);

  private final Engine engine;
  private final Supplier<Pipeline> pipeline;
  private final History history;
  private final DeadLetters deadLetters;
  private final Notices notices;
  private final Clock clock;
  private final Map<String, Instant> last = new HashMap<>();
  private Instant pruned = Instant.MIN;

  Upkeep(
      Engine engine,
      Supplier<Pipeline> pipeline,
      History history,
      DeadLetters deadLetters,
      Notices notices,
      Clock clock) {
    this.engine = engine;
    this.pipeline = pipeline;
    this.history = history;
    this.deadLetters = deadLetters;
    this.notices = notices;
    this.clock = clock;
  }

  /** Does what is due now, table after table. */
  void look(BooleanSupplier stop) {
    Pipeline now = pipeline.get();
    for (Table table : now.tables().values()) {
      Optional<Duration> every = table.maintenance().map(Maintenance::compactEvery);
      if (every.isPresent() && !stop.getAsBoolean()) {
        ifDue(table.id(), every.get(), at -> engine.maintain(now, table, at));
      }
    }
    for (Stream stream : now.streams().values()) {
      if (!stop.getAsBoolean()) {
        ifDue(
            Names.deadLetters(stream.id()),
            DEAD_LETTERS_EVERY,
            at -> engine.maintainDeadLetters(now, stream, at));
      }
    }
    prune(now);
  }

  private interface Work {
    MaintenanceReport at(Instant now);
  }

  private void ifDue(String table, Duration every, Work work) {
    Instant now = clock.instant();
    Instant before = last.computeIfAbsent(table, this::lastOf);
    if (before.plus(every).isAfter(now) && !before.isAfter(now)) {
      return;
    }
    last.put(table, now);
    try {
      MaintenanceReport report = work.at(now);
      if (didSomething(report)) {
        history.add(new MaintenanceEntry(now, report));
      }
    } catch (EngineException failure) {
      notices.warn(
          table, "its maintenance failed and is tried again later: " + OneLine.of(failure));
    }
  }

  private static boolean didSomething(MaintenanceReport report) {
    return report.filesBefore() != report.filesAfter()
        || report.snapshotsExpired() > 0
        || report.orphansRemoved() > 0
        || !report.notices().isEmpty();
  }

  private Instant lastOf(String table) {
    List<MaintenanceEntry> entries = history.maintenance(table, 1);
    return entries.isEmpty() ? Instant.EPOCH : entries.get(0).at();
  }

  private void prune(Pipeline now) {
    Instant instant = clock.instant();
    if (pruned.isBefore(instant.minus(PRUNE_EVERY)) || pruned.isAfter(instant)) {
      pruned = instant;
      Instant before = instant.minus(now.runtime().history());
      history.prune(before);
      deadLetters.prune(before);
    }
  }
}
