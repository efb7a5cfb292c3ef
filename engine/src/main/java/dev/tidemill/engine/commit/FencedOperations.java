package dev.tidemill.engine.commit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table's operations behind the fence: a commit of a job's rows moves the job's bookmark in the
 * same step, and only while the bookmark is the one that the rows were computed from.
 *
 * <p>For commits of everyone: one whose answer was lost is told from one that failed.
 */
final class FencedOperations implements TableOperations {

  private final TableOperations table;

  FencedOperations(TableOperations table) {
    this.table = table;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    List<Snapshot> added = added(base, metadata);
    List<Snapshot> ofJobs = added.stream().filter(FencedOperations::isOfJob).toList();
    if (ofJobs.isEmpty()) {
      commitAsItIs(base, metadata, added);
      return;
    }
    Snapshot snapshot = ofJobs.get(0);
    refuseUnlessCurrent(base, metadata, ofJobs);
    refuseUnlessFirst(base, snapshot);
    Rollback.refuse(base, Writer.ofId(snapshot.summary().get(Writer.JOB)));
    CommitSteps.reached("written");
    if (added.size() == 1 && isWithoutFiles(snapshot)) {
      commitAsItIs(base, withBookmark(base, snapshot, false), List.of());
    } else {
      commitAsItIs(base, withBookmark(metadata, snapshot, true), added);
    }
    CommitSteps.reached("committed");
  }

  private static List<Snapshot> added(TableMetadata base, TableMetadata metadata) {
    return metadata.snapshots().stream()
        .filter(snapshot -> base == null || base.snapshot(snapshot.snapshotId()) == null)
        .toList();
  }

  private static boolean isOfJob(Snapshot snapshot) {
    return snapshot.summary() != null && snapshot.summary().containsKey(Writer.JOB);
  }

  private static void refuseUnlessCurrent(
      TableMetadata base, TableMetadata metadata, List<Snapshot> ofJobs) {
    Snapshot current = metadata.currentSnapshot();
    if (base == null
        || ofJobs.size() != 1
        || current == null
        || current.snapshotId() != ofJobs.get(0).snapshotId()) {
      throw new IllegalStateException(
          "A job's rows must be one commit to the main branch of a table that exists: "
              + metadata.location());
    }
  }

  private static void refuseUnlessFirst(TableMetadata base, Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    String bookmark = base.property(Writer.bookmarkKey(summary.get(Writer.JOB)), "");
    if (!Writer.hash(bookmark).equals(summary.get(Writer.FROM))) {
      throw new Fenced(
          "Bookmark of "
              + summary.get(Writer.JOB)
              + " at "
              + base.location()
              + " has moved to "
              + bookmark);
    }
    String computedFrom = summary.get(Writer.BASE);
    if (computedFrom != null && !computedFrom.equals(currentSnapshot(base))) {
      throw new Fenced("Table " + base.location() + " has changed since " + computedFrom);
    }
  }

  /** The value of {@link Writer#BASE} for rows computed from this state of the table. */
  static String currentSnapshot(TableMetadata table) {
    Snapshot current = table.currentSnapshot();
    return current == null ? Writer.NO_SNAPSHOT : Long.toString(current.snapshotId());
  }

  private static boolean isWithoutFiles(Snapshot snapshot) {
    return DataOperations.APPEND.equals(snapshot.operation())
        && Stream.of(
                SnapshotSummary.ADDED_FILES_PROP,
                SnapshotSummary.DELETED_FILES_PROP,
                SnapshotSummary.ADDED_DELETE_FILES_PROP,
                SnapshotSummary.REMOVED_DELETE_FILES_PROP)
            .noneMatch(snapshot.summary()::containsKey);
  }

  private static TableMetadata withBookmark(
      TableMetadata metadata, Snapshot snapshot, boolean noteSnapshot) {
    String writer = snapshot.summary().get(Writer.JOB);
    String to = snapshot.summary().get(Writer.TO);
    String noted = snapshot.snapshotId() + ":" + snapshot.sequenceNumber();
    return TableMetadata.buildFrom(metadata)
        .setProperties(
            noteSnapshot
                ? Map.of(Writer.bookmarkKey(writer), to, Writer.snapshotKey(writer), noted)
                : Map.of(Writer.bookmarkKey(writer), to))
        .build();
  }

  private void commitAsItIs(TableMetadata base, TableMetadata metadata, List<Snapshot> added) {
    try {
      table.commit(base, metadata);
    } catch (RuntimeException failure) {
      if (!stands(base, metadata, added, failure)) {
        throw failure;
      }
    }
  }

  /** Whether a commit is there although it failed: its answer was lost then. */
  private boolean stands(
      TableMetadata base, TableMetadata metadata, List<Snapshot> added, RuntimeException failure) {
    TableMetadata now;
    try {
      now = table.refresh();
    } catch (NoSuchTableException gone) {
      return false;
    } catch (RuntimeException unreachable) {
      failure.addSuppressed(unreachable);
      throw new CommitStateUnknownException(failure);
    }
    if (now == null || !Objects.equals(now.uuid(), metadata.uuid())) {
      return false;
    }
    if (base == null) {
      return true;
    }
    if (!added.isEmpty()) {
      return added.stream().allMatch(snapshot -> now.snapshot(snapshot.snapshotId()) != null);
    }
    Set<Map.Entry<String, String>> moved = bookmarks(metadata);
    moved.removeAll(bookmarks(base));
    return !moved.isEmpty() && now.properties().entrySet().containsAll(moved);
  }

  private static Set<Map.Entry<String, String>> bookmarks(TableMetadata table) {
    Map<String, String> bookmarks = new java.util.HashMap<>(table.properties());
    bookmarks.keySet().removeIf(key -> !key.startsWith(Writer.BOOKMARK_PREFIX));
    return bookmarks.entrySet();
  }

  @Override
  public TableMetadata current() {
    return table.current();
  }

  @Override
  public TableMetadata refresh() {
    return table.refresh();
  }

  @Override
  public FileIO io() {
    return table.io();
  }

  @Override
  public EncryptionManager encryption() {
    return table.encryption();
  }

  @Override
  public String metadataFileLocation(String name) {
    return table.metadataFileLocation(name);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return table.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return table.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return table.requireStrictCleanup();
  }
}
