package dev.tidemill.engine.commit;

import dev.tidemill.engine.EngineException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/** Finds out whether a person took a table back to before what a bookmark says it holds. */
public final class Rollback {

  private Rollback() {}

  /** Where a snapshot that was committed with a bookmark stands in the table's history. */
  private record Noted(long id, long sequence) {

    static Noted parse(String text) {
      int colon = text.indexOf(':');
      return new Noted(
          Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }
  }

  /**
   * Looks for the snapshots of the bookmarks of all writers.
   *
   * @throws EngineException {@code [rolled-back]} if the table's history goes round one
   */
  public static void refuse(TableMetadata table) {
    writers(table).forEach(writer -> refuse(table, writer));
  }

  /** The ids of the snapshots that were committed with the bookmarks that a table has. */
  public static Set<Long> noted(TableMetadata table) {
    return writers(table)
        .flatMap(writer -> noted(table, writer).stream())
        .map(Noted::id)
        .collect(Collectors.toSet());
  }

  private static Stream<Writer> writers(TableMetadata table) {
    return table.properties().keySet().stream()
        .filter(key -> key.startsWith(Writer.SNAPSHOT_PREFIX))
        .map(key -> Writer.ofId(key.substring(Writer.SNAPSHOT_PREFIX.length())));
  }

  private static Optional<Noted> noted(TableMetadata table, Writer writer) {
    return Optional.ofNullable(table.properties().get(writer.snapshotKey())).map(Noted::parse);
  }

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
    return noted(table, writer).filter(noted -> goesRound(table, noted)).map(Noted::id);
  }

  private static boolean goesRound(TableMetadata table, Noted noted) {
    Snapshot ancestor = table.currentSnapshot();
    while (ancestor != null && ancestor.sequenceNumber() > noted.sequence()) {
      ancestor = parent(table, ancestor);
    }
    return ancestor != null && ancestor.snapshotId() != noted.id();
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
