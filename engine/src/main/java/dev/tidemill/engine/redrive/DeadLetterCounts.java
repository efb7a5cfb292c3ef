package dev.tidemill.engine.redrive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;

/**
 * How many dead letters wait, as the statistics of the tables' files say: asked often, so without
 * Spark, and files are looked at only where the table has changed.
 */
public final class DeadLetterCounts {

  private final Catalog catalog;
  private final Map<TableIdentifier, Counted> known = new ConcurrentHashMap<>();

  public DeadLetterCounts(Catalog catalog) {
    this.catalog = catalog;
  }

  private record Counted(long snapshot, long count) {}

  /** Those in the table of one stream that were never sent again; none if it does not exist. */
  public long waiting(TableIdentifier table) {
    if (!catalog.tableExists(table)) {
      return 0;
    }
    Table now = catalog.loadTable(table);
    Snapshot snapshot = now.currentSnapshot();
    if (snapshot == null) {
      return 0;
    }
    return known
        .compute(
            table,
            (name, last) ->
                last != null && last.snapshot() == snapshot.snapshotId()
                    ? last
                    : new Counted(snapshot.snapshotId(), count(now, snapshot)))
        .count();
  }

  /** A row that was not sent again has no time of it, and a marked one is in a new file. */
  private static long count(Table table, Snapshot snapshot) {
    int redrivenAt = table.schema().findField("redrivenAt").fieldId();
    long count = 0;
    try (CloseableIterable<FileScanTask> files =
        table.newScan().useSnapshot(snapshot.snapshotId()).includeColumnStats().planFiles()) {
      for (FileScanTask file : files) {
        Map<Integer, Long> nulls = file.file().nullValueCounts();
        count +=
            nulls == null
                ? file.file().recordCount()
                : nulls.getOrDefault(redrivenAt, file.file().recordCount());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return count;
  }
}
