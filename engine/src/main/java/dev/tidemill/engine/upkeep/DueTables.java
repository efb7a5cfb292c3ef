package dev.tidemill.engine.upkeep;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.model.Maintenance;
import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Maintains the tables of a pipeline when they are due, beside its jobs. Belongs to one thread. */
public final class DueTables {

  /** Who remembers what was done, and tells. */
  public interface Owner {

    /**
     * When a table was maintained last, by an earlier process; 1970 if that is not known.
     *
     * @throws EngineException if it cannot be found out now
     */
    Instant last(String table);

    /** A table was maintained, and something was done to it. */
    void maintained(Instant at, MaintenanceReport report);

    /** It is tried again when it is due next. */
    void failed(String table, EngineException failure);
  }

  private interface Work {
    MaintenanceReport at(Instant now);
  }

  private final Engine engine;
  private final Owner owner;
  private final Clock clock;
  private final Map<String, Instant> last = new HashMap<>();

  /** Nothing is done yet. The clock says what is due. */
  public DueTables(Engine engine, Owner owner, Clock clock) {
    this.engine = engine;
    this.owner = owner;
    this.clock = clock;
  }

  /** Does what is due now, table after table. */
  public void look(Pipeline pipeline, BooleanSupplier stop) {
    for (Table table : pipeline.tables().values()) {
      Optional<Duration> every = table.maintenance().map(Maintenance::compactEvery);
      if (every.isPresent() && !stop.getAsBoolean()) {
        ifDue(table.id(), every.get(), now -> engine.maintain(pipeline, table, now));
      }
    }
    for (Stream stream : pipeline.streams().values()) {
      if (!stop.getAsBoolean()) {
        ifDue(
            Names.deadLetters(stream.id()),
            Upkeep.DEFAULTS.compactEvery(),
            now -> engine.maintainDeadLetters(pipeline, stream, now));
      }
    }
  }

  private void ifDue(String table, Duration every, Work work) {
    Instant now = clock.instant();
    try {
      Instant before = last.computeIfAbsent(table, owner::last);
      if (before.plus(every).isAfter(now) && !before.isAfter(now)) {
        return;
      }
      last.put(table, now);
      MaintenanceReport report = work.at(now);
      if (didSomething(report)) {
        owner.maintained(now, report);
      }
    } catch (EngineException failure) {
      owner.failed(table, failure);
    }
  }

  private static boolean didSomething(MaintenanceReport report) {
    return report.filesBefore() != report.filesAfter()
        || report.snapshotsExpired() > 0
        || report.orphansRemoved() > 0
        || !report.notices().isEmpty();
  }
}
