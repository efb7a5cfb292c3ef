package dev.tidemill.runtime.up;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.upkeep.DueTables;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.MaintenanceEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Keeps tables small, history and dead letters bounded, beside the jobs. Belongs to one thread. */
final class Upkeep implements DueTables.Owner {

  private static final Duration PRUNE_EVERY = Duration.ofHours(1);

  private final Supplier<Pipeline> pipeline;
  private final History history;
  private final DeadLetters deadLetters;
  private final Notices notices;
  private final Clock clock;
  private final DueTables tables;
  private Instant pruned = Instant.MIN;

  Upkeep(
      Engine engine,
      Supplier<Pipeline> pipeline,
      History history,
      DeadLetters deadLetters,
      Notices notices,
      Clock clock) {
    this.pipeline = pipeline;
    this.history = history;
    this.deadLetters = deadLetters;
    this.notices = notices;
    this.clock = clock;
    this.tables = new DueTables(engine, this, clock);
  }

  /** Does what is due now, table after table. */
  void look(BooleanSupplier stop) {
    Pipeline now = pipeline.get();
    tables.look(now, stop);
    prune(now);
  }

  @Override
  public Instant last(String table) {
    List<MaintenanceEntry> entries = history.maintenance(table, 1);
    return entries.isEmpty() ? Instant.EPOCH : entries.get(0).at();
  }

  @Override
  public void maintained(Instant at, MaintenanceReport report) {
    history.add(new MaintenanceEntry(at, report));
  }

  @Override
  public void failed(String table, EngineException failure) {
    notices.warn(table, "its maintenance failed and is tried again later: " + OneLine.of(failure));
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
