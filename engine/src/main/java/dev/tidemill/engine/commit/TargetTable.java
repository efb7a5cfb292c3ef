package dev.tidemill.engine.commit;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.WayOut;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;

/** A table as a target of one job: its bookmark, and how to move it where there are no rows. */
public final class TargetTable {

  /** Other jobs commit to the same dead letters; each of them may come first a few times. */
  private static final int ATTEMPTS = 50;

  private final Catalog catalog;
  private final TableIdentifier table;
  private final Writer writer;
  private final boolean shared;

  /**
   * A table that exists or will exist.
   *
   * @param shared whether other jobs may write to it too, as to dead letters
   */
  public TargetTable(Catalog catalog, TableIdentifier table, Writer writer, boolean shared) {
    this.catalog = catalog;
    this.table = table;
    this.writer = writer;
    this.shared = shared;
  }

  /**
   * Up to where the table holds the job's rows; empty before the job's first commit.
   *
   * @throws EngineException {@code [rolled-back]}, {@code [new-writer]}
   */
  public Optional<Bookmark> bookmark() {
    TableMetadata metadata = operations().current();
    Rollback.refuse(metadata, writer);
    if (!shared) {
      refuseOtherWriters(metadata.properties());
    }
    return Optional.ofNullable(metadata.properties().get(writer.bookmarkKey()))
        .map(Bookmark::parse);
  }

  /** The current snapshot as {@link Writer#BASE} names it. */
  public String snapshot() {
    return FencedOperations.currentSnapshot(operations().current());
  }

  /**
   * Moves the bookmark alone.
   *
   * @throws Fenced if it is not at {@code from}
   */
  public void move(Optional<Bookmark> from, Bookmark to) {
    String expected = from.map(Bookmark::text).orElse(null);
    commit(
        base -> {
          Rollback.refuse(base, writer);
          String found = base.properties().get(writer.bookmarkKey());
          if (!Objects.equals(found, expected)) {
            throw new Fenced(
                "Bookmark of " + writer.id() + " at " + table + " has moved to " + found);
          }
          return Optional.of(
              TableMetadata.buildFrom(base)
                  .setProperties(Map.of(writer.bookmarkKey(), to.text()))
                  .build());
        });
  }

  /**
   * Takes a way out in one commit.
   *
   * @return what was done, as the end of a sentence about the table; empty if it needs none
   */
  public Optional<String> resolve(WayOut wayOut) {
    AtomicReference<String> done = new AtomicReference<>();
    commit(
        base -> {
          Optional<TableWaysOut.Change> change = TableWaysOut.change(base, writer, wayOut);
          done.set(change.map(TableWaysOut.Change::done).orElse(null));
          return change.map(found -> found.of(base));
        });
    return Optional.ofNullable(done.get());
  }

  /** Commits a change of the properties; others who commit in between make it look again. */
  private void commit(Function<TableMetadata, Optional<TableMetadata>> change) {
    TableOperations operations = operations();
    for (int attempt = 1; ; attempt++) {
      TableMetadata base = operations.current();
      Optional<TableMetadata> changed = change.apply(base);
      if (changed.isEmpty()) {
        return;
      }
      try {
        operations.commit(base, changed.get());
        return;
      } catch (CommitFailedException conflict) {
        if (attempt == ATTEMPTS) {
          throw conflict;
        }
        operations.refresh();
      }
    }
  }

  private void refuseOtherWriters(Map<String, String> properties) {
    String own = writer.bookmarkKey();
    List<String> others =
        properties.keySet().stream()
            .filter(key -> key.startsWith(writer.pipelinePrefix()) && !key.equals(own))
            .map(key -> key.substring(writer.pipelinePrefix().length()))
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      throw new EngineException(
          "new-writer",
          "table %s was written by job %s%s. If it was renamed to %s: 'tidemill job start %s --adopt %s'"
              .formatted(
                  table.name(),
                  String.join(", ", others),
                  properties.containsKey(own) ? " too" : "",
                  writer.job(),
                  writer.job(),
                  others.get(0)));
    }
  }

  private TableOperations operations() {
    return ((HasTableOperations) catalog.loadTable(table)).operations();
  }
}
