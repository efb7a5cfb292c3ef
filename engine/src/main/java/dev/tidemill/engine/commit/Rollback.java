package dev.tidemill.engine.commit;

import dev.tidemill.engine.EngineException;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/** Finds out whether a person took a table back to before what a bookmark says it holds. */
final class Rollback {

  private Rollback() {}

  /**
   * Looks for the snapshot that was committed with the writer's bookmark among the ancestors of the
   * current one.
   *
   * @throws EngineException {@code [rolled-back]} if the table's history goes round it
   */
  static void refuse(TableMetadata table, Writer writer) {
    lost(table, writer)
        .ifPresent(
            snapshot -> {
              throw new EngineException(
                  "rolled-back",
                  ("the table at %s was rolled back behind the rows that job %s wrote: snapshot %d"
                          + " is no ancestor of the current one. 'tidemill job start %s --go-on'"
                          + " leaves it so, '--redo' writes those rows again")
                      .formatted(table.location(), writer.job(), snapshot, writer.job()));
            });
  }

  /** The snapshot of the writer's bookmark, if the table's history goes round it. */
  static Optional<Long> lost(TableMetadata table, Writer writer) {
    String noted = table.properties().get(writer.snapshotKey());
    if (noted == null) {
      return Optional.empty();
    }
    int colon = noted.indexOf(':');
    long id = Long.parseLong(noted.substring(0, colon));
    long sequence = Long.parseLong(noted.substring(colon + 1));
    Snapshot ancestor = table.currentSnapshot();
    while (ancestor != null && ancestor.sequenceNumber() > sequence) {
      ancestor = parent(table, ancestor);
    }
    return ancestor != null && ancestor.snapshotId() != id ? Optional.of(id) : Optional.empty();
  }

  /** The text of the bookmark of the newest snapshot that the table still holds of a writer. */
  static Optional<String> newestBookmark(TableMetadata table, Writer writer) {
    for (Snapshot s = table.currentSnapshot(); s != null; s = parent(table, s)) {
      if (s.summary() != null && writer.id().equals(s.summary().get(Writer.JOB))) {
        return Optional.ofNullable(s.summary().get(Writer.TO));
      }
    }
    return Optional.empty();
  }

  private static Snapshot parent(TableMetadata table, Snapshot snapshot) {
    return snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
  }
}
