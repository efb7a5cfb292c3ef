package dev.tidemill.engine.commit;

import dev.tidemill.engine.EngineException;
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
  static void refuse(TableMetadata table, String writer) {
    String noted = table.properties().get(Writer.snapshotKey(writer));
    if (noted == null) {
      return;
    }
    int colon = noted.indexOf(':');
    long id = Long.parseLong(noted.substring(0, colon));
    long sequence = Long.parseLong(noted.substring(colon + 1));
    Snapshot ancestor = table.currentSnapshot();
    while (ancestor != null && ancestor.sequenceNumber() > sequence) {
      ancestor = ancestor.parentId() == null ? null : table.snapshot(ancestor.parentId());
    }
    if (ancestor != null && ancestor.snapshotId() != id) {
      throw new EngineException(
          "rolled-back",
          "the table at "
              + table.location()
              + " was rolled back behind the rows that job "
              + writer.substring(writer.indexOf('.') + 1)
              + " wrote: snapshot "
              + id
              + " is no ancestor of the current one");
    }
  }
}
