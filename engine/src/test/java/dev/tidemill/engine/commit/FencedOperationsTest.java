package dev.tidemill.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.TestCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencedOperationsTest {

  private static final TableIdentifier TABLE = TableIdentifier.of("db", "rows");
  private static final Writer WRITER = new Writer("shop", "copy");

  @TempDir Path lake;

  private FencedJdbcCatalog catalog;
  private TargetTable target;

  @BeforeEach
  void create() {
    catalog = TestCatalog.inMemory(lake);
    catalog.createTable(
        TABLE, new Schema(Types.NestedField.optional(1, "id", Types.LongType.get())));
    target = new TargetTable(catalog, TABLE, WRITER, false);
    target.move(Optional.empty(), bookmark(0));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void movesTheBookmarkInTheCommitOfTheRows() {
    append(0, 1).appendFile(file()).commit();
    assertThat(target.bookmark()).contains(bookmark(1));
    Table table = table();
    assertThat(table.properties())
        .containsEntry("tidemill.bookmark.shop.copy", bookmark(1).text())
        .containsEntry(
            "tidemill.snapshot.shop.copy",
            table.currentSnapshot().snapshotId() + ":" + table.currentSnapshot().sequenceNumber());
    assertThat(table.history()).hasSize(1);
  }

  @Test
  void refusesRowsOfARangeThatIsThere() {
    append(0, 1).appendFile(file()).commit();
    assertThatThrownBy(() -> append(0, 1).appendFile(file()).commit())
        .isInstanceOf(Fenced.class)
        .hasMessageContaining("has moved to " + bookmark(1).text());
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void refusesARangeThatWasTakenAfterItWasPlanned() {
    AppendFiles slow = append(0, 1).appendFile(file());
    append(0, 1).appendFile(file()).commit();
    assertThatThrownBy(slow::commit).isInstanceOf(Fenced.class);
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void takesRowsBesideCommitsOfOthers() {
    AppendFiles ours = append(0, 1).appendFile(file());
    table().newAppend().appendFile(file()).commit();
    ours.commit();
    assertThat(files()).isEqualTo(2);
    assertThat(target.bookmark()).contains(bookmark(1));
  }

  @Test
  void movesTheBookmarkAloneWhereThereAreNoFiles() {
    append(0, 1).commit();
    assertThat(target.bookmark()).contains(bookmark(1));
    assertThat(table().currentSnapshot()).isNull();
    append(1, 2).appendFile(file()).commit();
    append(2, 3).commit();
    append(3, 4).appendFile(file()).commit();
    assertThat(files()).isEqualTo(2);
    assertThat(table().history()).hasSize(2);
    assertThat(target.bookmark()).contains(bookmark(4));
  }

  @Test
  void refusesToMoveABookmarkThatHasMoved() {
    target.move(Optional.of(bookmark(0)), bookmark(1));
    assertThatThrownBy(() -> target.move(Optional.of(bookmark(0)), bookmark(2)))
        .isInstanceOf(Fenced.class);
    assertThatThrownBy(() -> target.move(Optional.empty(), bookmark(2))).isInstanceOf(Fenced.class);
    assertThat(target.bookmark()).contains(bookmark(1));
  }

  @Test
  void refusesRowsComputedFromAStateThatIsGone() {
    String base = target.snapshot();
    assertThat(base).isEqualTo("none");
    table().newAppend().appendFile(file()).commit();
    assertThatThrownBy(() -> append(0, 1).set(Writer.BASE, base).appendFile(file()).commit())
        .isInstanceOf(Fenced.class)
        .hasMessageContaining("has changed since none");
    append(0, 1).set(Writer.BASE, target.snapshot()).appendFile(file()).commit();
    assertThat(files()).isEqualTo(2);
  }

  @Test
  void refusesRowsThatAreStagedOrOnABranchOrInANewTable() {
    assertThatThrownBy(() -> append(0, 1).appendFile(file()).stageOnly().commit())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> append(0, 1).appendFile(file()).toBranch("b").commit())
        .isInstanceOf(IllegalStateException.class);
    Transaction creation =
        catalog.newCreateTableTransaction(TableIdentifier.of("db", "other"), table().schema());
    summary(creation.newAppend(), 0, 1).appendFile(file()).commit();
    assertThatThrownBy(creation::commitTransaction).isInstanceOf(IllegalStateException.class);
    assertThat(catalog.tableExists(TableIdentifier.of("db", "other"))).isFalse();
  }

  @Test
  void takesATransaction() {
    Transaction transaction = table().newTransaction();
    summary(transaction.newAppend(), 0, 1).appendFile(file()).commit();
    transaction.updateProperties().set("colour", "blue").commit();
    transaction.commitTransaction();
    assertThat(target.bookmark()).contains(bookmark(1));
    assertThat(table().properties()).containsEntry("colour", "blue");
  }

  @Test
  void keepsTheBookmarkWhenATableIsReplaced() {
    append(0, 1).appendFile(file()).commit();
    catalog.newReplaceTableTransaction(TABLE, table().schema(), false).commitTransaction();
    assertThat(target.bookmark()).contains(bookmark(1));
    append(1, 2).appendFile(file()).commit();
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void stopsWhereAPersonRolledTheTableBack() {
    append(0, 1).appendFile(file()).commit();
    long first = table().currentSnapshot().snapshotId();
    append(1, 2).appendFile(file()).commit();
    table().manageSnapshots().rollbackTo(first).commit();
    assertRolledBack(() -> target.bookmark());
    assertRolledBack(() -> append(2, 3).appendFile(file()).commit());
    assertRolledBack(() -> target.move(Optional.of(bookmark(2)), bookmark(3)));
  }

  @Test
  void goesOnWhereSnapshotsExpired() {
    append(0, 1).appendFile(file()).commit();
    table().newAppend().appendFile(file()).commit();
    table().newAppend().appendFile(file()).commit();
    table().expireSnapshots().expireOlderThan(System.currentTimeMillis() + 1000).commit();
    append(1, 2).appendFile(file()).commit();
    assertThat(files()).isEqualTo(4);
  }

  @Test
  void stopsAtATableThatAnotherJobWrote() {
    TargetTable renamed = new TargetTable(catalog, TABLE, new Writer("shop", "copies"), false);
    assertThatThrownBy(renamed::bookmark)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).contains("new-writer"))
        .hasMessage(
            "table rows was written by job copy. If it was renamed to copies:"
                + " 'tidemill job start copies --adopt copy'");
    assertThat(new TargetTable(catalog, TABLE, new Writer("shop", "copies"), true).bookmark())
        .isEmpty();
    assertThat(new TargetTable(catalog, TABLE, new Writer("sho", "copies"), false).bookmark())
        .isEmpty();
  }

  @Test
  void leavesNoMetadataBehindButTheLastOnes() {
    catalog.dropTable(TABLE);
    new TableCreator(catalog)
        .create(
            TABLE,
            new org.apache.spark.sql.types.StructType().add("id", "bigint"),
            List.of(),
            List.of(),
            Map.of());
    target.move(Optional.empty(), bookmark(0));
    for (int batch = 0; batch < 15; batch++) {
      append(batch, batch + 1).appendFile(file()).commit();
    }
    assertThat(Path.of(java.net.URI.create("file://" + table().location())).resolve("metadata"))
        .isDirectoryContaining("glob:**.gz.metadata.json");
    assertThat(
            lake.resolve("db/rows/metadata")
                .toFile()
                .list((folder, name) -> name.endsWith(".metadata.json")))
        .hasSize(11);
  }

  private static void assertRolledBack(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).contains("rolled-back"));
  }

  private AppendFiles append(long from, long to) {
    return summary(table().newAppend(), from, to);
  }

  private static AppendFiles summary(AppendFiles append, long from, long to) {
    WRITER.summary(bookmark(from), bookmark(to)).forEach(append::set);
    return append;
  }

  private Table table() {
    return catalog.loadTable(TABLE);
  }

  private int files() {
    List<Object> files = new ArrayList<>();
    table().newScan().planFiles().forEach(files::add);
    return files.size();
  }

  private static Bookmark bookmark(long batch) {
    return new Bookmark(
        Map.of("stream:t", new StreamPosition("T", Map.of(0, batch * 10))),
        batch,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private DataFile file() {
    return DataFiles.builder(table().spec())
        .withPath(lake + "/" + java.util.UUID.randomUUID() + ".parquet")
        .withFileSizeInBytes(100)
        .withRecordCount(1)
        .build();
  }
}
