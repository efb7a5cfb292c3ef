package dev.tidemill.engine.upkeep;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.session.SparkMessages;
import dev.tidemill.model.Maintenance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.hadoop.fs.FSError;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.spark.sql.SparkSession;

/**
 * The housekeeping of tables. Each part is a commit of its own or deletes what no commit refers to,
 * so that a process may be killed anywhere in it. Thread-safe.
 */
public final class Upkeep {

  /** What a table gets that says nothing else, as dead letters cannot. */
  public static final Maintenance DEFAULTS =
      new Maintenance(Duration.ofHours(1), Duration.ofDays(7), Duration.ofDays(3));

  /** Looking for orphans lists all files of a table. */
  private static final Duration ORPHANS_EVERY = Duration.ofDays(1);

  private final SparkSession session;
  private final Catalog catalog;
  private final RunningBatches running;
  private final Clock clock;

  /** Of the tables of a catalog. The clock only measures. */
  public Upkeep(SparkSession session, Catalog catalog, RunningBatches running, Clock clock) {
    this.session = session;
    this.catalog = catalog;
    this.running = running;
    this.clock = clock;
  }

  /**
   * Maintains one table; one that does not exist yet needs nothing.
   *
   * @param now decides what is old
   * @throws EngineException if the table cannot be opened, or this thread is interrupted
   */
  public MaintenanceReport maintain(TableIdentifier name, Maintenance settings, Instant now) {
    Instant began = clock.instant();
    try {
      TableUpkeep table = new TableUpkeep(session, catalog.loadTable(name));
      int before = table.files();
      List<String> notices = new ArrayList<>();
      int expired = 0;
      int orphans = 0;
      if (isWhole(table, notices)) {
        attempt("join small files", name, notices, () -> joinSmallFiles(table));
        expired =
            attempt(
                "let old snapshots go",
                name,
                notices,
                () -> table.expire(now, settings.keepSnapshots()));
        orphans =
            attempt(
                "remove orphaned files",
                name,
                notices,
                () -> removeOrphans(table, settings.removeOrphansAfter(), now));
        if (notices.isEmpty()) {
          attempt("note the maintenance", name, notices, () -> table.note(TableUpkeep.DONE, now));
        }
      }
      Duration took = Duration.between(began, clock.instant());
      return new MaintenanceReport(
          name.name(), before, table.files(), expired, orphans, took, notices);
    } catch (NoSuchTableException notYet) {
      return nothing(name.name());
    } catch (EngineException known) {
      throw known;
    } catch (RuntimeException failure) {
      throw cannotOpen(name, failure);
    }
  }

  /**
   * When all of a table was maintained last, by whichever process; 1970 if never.
   *
   * @throws EngineException if the table cannot be opened
   */
  public Instant last(TableIdentifier name) {
    try {
      return new TableUpkeep(session, catalog.loadTable(name)).noted(TableUpkeep.DONE);
    } catch (NoSuchTableException notYet) {
      return Instant.EPOCH;
    } catch (RuntimeException failure) {
      throw cannotOpen(name, failure);
    }
  }

  private static EngineException cannotOpen(TableIdentifier name, RuntimeException failure) {
    return new EngineException(
        "catalog",
        "cannot open table " + name.name() + ": " + SparkMessages.line(failure),
        failure);
  }

  /** The report of a table that needs nothing. */
  public static MaintenanceReport nothing(String table) {
    return new MaintenanceReport(table, 0, 0, 0, 0, Duration.ZERO, List.of());
  }

  /** A table that was rolled back is left as it is until its user has said what shall be. */
  private static boolean isWhole(TableUpkeep table, List<String> notices) {
    try {
      table.refuseRollback();
      return true;
    } catch (EngineException rolledBack) {
      notices.add("[rolled-back] " + rolledBack.getMessage());
      return false;
    }
  }

  /** What does not work now, because a job was faster or the disk is full, may work next time. */
  private static int attempt(
      String part, TableIdentifier table, List<String> notices, IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (RuntimeException | FSError failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw new EngineException(
            "interrupted", "interrupted while maintaining table " + table.name(), failure);
      }
      notices.add(
          "[maintenance] could not %s of table %s, tries again next time: %s"
              .formatted(part, table.name(), SparkMessages.line(failure)));
      return 0;
    }
  }

  private static int joinSmallFiles(TableUpkeep table) {
    table.joinSmallFiles();
    return 0;
  }

  private int removeOrphans(TableUpkeep table, Duration after, Instant now) {
    Duration every = after.compareTo(ORPHANS_EVERY) < 0 ? after : ORPHANS_EVERY;
    Instant last = table.noted(TableUpkeep.LOOKED_FOR_ORPHANS);
    if (now.isBefore(last.plus(every)) && !last.isAfter(now)) {
      return 0;
    }
    int removed = table.removeOrphans(running.before(now.minus(after)));
    table.note(TableUpkeep.LOOKED_FOR_ORPHANS, now);
    return removed;
  }
}
