package dev.tidemill.engine.commit;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.WayOut;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/** What a way out changes in the properties of a table. */
final class TableWaysOut {

  private final TableMetadata table;
  private final Writer writer;

  private TableWaysOut(TableMetadata table, Writer writer) {
    this.table = table;
    this.writer = writer;
  }

  /**
   * A change.
   *
   * @param done what it does, as the end of a sentence about the table
   */
  record Change(Map<String, String> set, Set<String> remove, String done) {

    TableMetadata of(TableMetadata table) {
      return TableMetadata.buildFrom(table).setProperties(set).removeProperties(remove).build();
    }
  }

  /** The change that a table needs, if any. */
  static Optional<Change> change(TableMetadata table, Writer writer, WayOut wayOut) {
    TableWaysOut ways = new TableWaysOut(table, writer);
    if (wayOut instanceof WayOut.Adopt adopt) {
      return ways.adopt(new Writer(writer.pipeline(), adopt.oldJob()));
    }
    return Rollback.lost(table, writer)
        .map(lost -> wayOut instanceof WayOut.Redo ? ways.redo() : ways.goOn());
  }

  private Change goOn() {
    Map<String, String> set = noted();
    Set<String> remove = set.isEmpty() ? Set.of(writer.snapshotKey()) : Set.of();
    return new Change(set, remove, "left as it is");
  }

  private Change redo() {
    String bookmark =
        Rollback.newestBookmark(table, writer)
            .orElseThrow(
                () ->
                    new EngineException(
                        "rolled-back",
                        ("no snapshot left at %s tells how far job %s had come: '--go-on' leaves"
                                + " the table as it is")
                            .formatted(table.location(), writer.job())));
    Map<String, String> set = noted();
    set.put(writer.bookmarkKey(), bookmark);
    return new Change(
        set, Set.of(), "goes on after batch " + Bookmark.parse(bookmark).batch() + " again");
  }

  private Optional<Change> adopt(Writer old) {
    String bookmark = table.properties().get(old.bookmarkKey());
    if (bookmark == null || old.equals(writer)) {
      return Optional.empty();
    }
    String own = table.properties().get(writer.bookmarkKey());
    if (own != null && Bookmark.parse(own).batch() > 0) {
      throw new EngineException(
          "new-writer",
          "the table at %s was written by both jobs, %s and %s: whose rows are whose is not known"
              .formatted(table.location(), writer.job(), old.job()));
    }
    Map<String, String> set = new HashMap<>(Map.of(writer.bookmarkKey(), bookmark));
    Optional.ofNullable(table.properties().get(old.snapshotKey()))
        .ifPresent(snapshot -> set.put(writer.snapshotKey(), snapshot));
    return Optional.of(
        new Change(
            set,
            Set.of(old.bookmarkKey(), old.snapshotKey()),
            "taken over from job %s after batch %d"
                .formatted(old.job(), Bookmark.parse(bookmark).batch())));
  }

  /** Notes the current snapshot as the bookmark's. */
  private Map<String, String> noted() {
    Snapshot current = table.currentSnapshot();
    Map<String, String> set = new HashMap<>();
    if (current != null) {
      set.put(writer.snapshotKey(), current.snapshotId() + ":" + current.sequenceNumber());
    }
    return set;
  }
}
