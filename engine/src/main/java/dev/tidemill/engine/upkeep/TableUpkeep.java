package dev.tidemill.engine.upkeep;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.commit.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The parts of one table's housekeeping. */
final class TableUpkeep {

  /** The property with the time of the last maintenance of which each part was done. */
  static final String DONE = "tidemill.maintained";

  /** The property with the time when orphans were looked for last. */
  static final String LOOKED_FOR_ORPHANS = "tidemill.looked-for-orphans";

  private static final Duration EXACT = Duration.ofMinutes(1);

  private final SparkSession session;
  private final Table table;

  TableUpkeep(SparkSession session, Table table) {
    this.session = session;
    this.table = table;
  }

  /** Data files of the current snapshot. */
  int files() {
    table.refresh();
    return table.currentSnapshot() == null
        ? 0
        : Integer.parseInt(
            table
                .currentSnapshot()
                .summary()
                .getOrDefault(SnapshotSummary.TOTAL_DATA_FILES_PROP, "0"));
  }

  /**
   * Looks whether each job's rows are still there.
   *
   * @throws EngineException {@code [rolled-back]}
   */
  void refuseRollback() {
    Rollback.refuse(metadata());
  }

  /**
   * Joins the small files of each partition, where there are at least five. Jobs only append, which
   * never conflicts with it.
   */
  void joinSmallFiles() {
    Option<SparkSession> before = SparkSession.getActiveSession();
    // Iceberg writes in threads of its own, which find its catalog by the session of this one.
    SparkSession.setActiveSession(session);
    try {
      SparkActions.get(session)
          .rewriteDataFiles(table)
          .binPack()
          // One at a time: batches have the processors first.
          .option(RewriteDataFiles.MAX_CONCURRENT_FILE_GROUP_REWRITES, "1")
          .execute();
    } finally {
      SparkSession.clearActiveSession();
      before.foreach(
          session -> {
            SparkSession.setActiveSession(session);
            return null;
          });
    }
  }

  /** Lets snapshots go that {@link Thinning} can do without, but none that something refers to. */
  int expire(Instant now, Duration keep) {
    TableMetadata metadata = metadata();
    Set<Long> needed = new HashSet<>(Rollback.noted(metadata));
    metadata.refs().values().stream().map(SnapshotRef::snapshotId).forEach(needed::add);
    List<Thinning.Made> snapshots = new ArrayList<>();
    metadata
        .snapshots()
        .forEach(
            snapshot ->
                snapshots.add(
                    new Thinning.Made(
                        snapshot.snapshotId(), Instant.ofEpochMilli(snapshot.timestampMillis()))));
    List<Long> expired = Thinning.expired(snapshots, now, keep);
    // Iceberg's own rule is "older than"; since 1970, it finds none.
    ExpireSnapshots expire = table.expireSnapshots().expireOlderThan(0);
    int count = 0;
    for (long snapshot : expired) {
      if (!needed.contains(snapshot)) {
        expire.expireSnapshotId(snapshot);
        count++;
      }
    }
    if (count > 0) {
      expire.commit();
    }
    return count;
  }

  /** Deletes files that no snapshot refers to. */
  int removeOrphans(Instant before) {
    return (int)
        SparkActions.get(session)
            .deleteOrphanFiles(table)
            .olderThan(before.toEpochMilli())
            .execute()
            .orphanFilesCount();
  }

  /** The time that a property holds: in the table, it is known to every process. */
  Instant noted(String property) {
    return Instant.ofEpochMilli(Long.parseLong(table.properties().getOrDefault(property, "0")));
  }

  /**
   * To the minute: each is a commit, which a batch's may have to give way to. Returns 0: nothing of
   * the table was changed by it.
   */
  int note(String property, Instant time) {
    if (Duration.between(noted(property), time).abs().compareTo(EXACT) >= 0) {
      table.updateProperties().set(property, String.valueOf(time.toEpochMilli())).commit();
    }
    return 0;
  }

  private TableMetadata metadata() {
    return ((HasTableOperations) table).operations().refresh();
  }
}
