package dev.tidemill.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.TestCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog's database carries a request out, and its answer never arrives. */
class LostAnswerTest {

  private static final TableIdentifier TABLE = TableIdentifier.of("db", "rows");
  private static final Writer WRITER = new Writer("shop", "copy");

  @TempDir Path lake;

  private Server server;
  private CuttingProxy proxy;
  private FencedJdbcCatalog direct;
  private FencedJdbcCatalog cut;

  @BeforeEach
  void start() throws SQLException, IOException {
    server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    proxy = new CuttingProxy(server.getPort());
    String database = "/" + lake.resolve("catalog") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    direct = TestCatalog.at("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + database, lake);
    direct.createTable(
        TABLE, new Schema(Types.NestedField.optional(1, "id", Types.LongType.get())));
    target(direct).move(Optional.empty(), bookmark(0));
    cut = TestCatalog.at("jdbc:h2:tcp://127.0.0.1:" + proxy.port() + database, lake);
  }

  @AfterEach
  void stop() throws IOException {
    cut.close();
    direct.close();
    proxy.close();
    server.stop();
  }

  /** Without retries Iceberg deletes the files of a commit that it takes for failed. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void leavesRowsAndBookmarkTogetherWhereverItIsLost(int retries) {
    direct
        .loadTable(TABLE)
        .updateProperties()
        .set("commit.retry.num-retries", Integer.toString(retries))
        .commit();
    int rows = 0;
    int n = 0;
    boolean wasCut = true;
    while (wasCut) {
      n++;
      long batch = reached().batch();
      AppendFiles append = append(batch);
      proxy.cutAnswer(n, () -> {});
      boolean failed = fails(append::commit);
      wasCut = proxy.hasCut();
      boolean stands = reached().batch() > batch;
      rows += stands ? 1 : 0;
      assertThat(files()).as("files after the answer to request %d was lost", n).isEqualTo(rows);
      assertThat(failed && stands).as("a commit that stands failed at request %d", n).isFalse();
    }
    assertThat(n).as("requests").isGreaterThan(3);
    assertThat(rows).isGreaterThan(2);
  }

  @Test
  void leavesABookmarkThatMovesAloneWhereItWasOrWhereItShallBe() {
    for (int n = 1; ; n++) {
      long batch = reached().batch();
      TargetTable target = target(cut);
      proxy.cutAnswer(n, () -> {});
      boolean failed = fails(() -> target.move(Optional.of(bookmark(batch)), bookmark(batch + 1)));
      boolean wasCut = proxy.hasCut();
      assertThat(reached().batch()).isEqualTo(failed ? batch : batch + 1);
      if (!wasCut) {
        break;
      }
    }
  }

  /** Stock Iceberg makes its own snapshot current again when it retries, and theirs are gone. */
  @Test
  void keepsTheRowsOfOthersWhoCommitMeanwhile() {
    AtomicInteger others = new AtomicInteger();
    int ours = 0;
    boolean wasCut = true;
    for (int n = 1; wasCut; n++) {
      long batch = reached().batch();
      AppendFiles append = append(batch);
      proxy.cutAnswer(
          n,
          () -> {
            Table table = direct.loadTable(TABLE);
            table.newAppend().appendFile(file(table)).commit();
            others.incrementAndGet();
          });
      fails(append::commit);
      wasCut = proxy.hasCut();
      ours += reached().batch() == batch ? 0 : 1;
      assertThat(files()).isEqualTo(others.get() + ours);
    }
    assertThat(others.get()).isGreaterThan(3);
  }

  @Test
  void createsATableOnce() {
    for (int n = 1; ; n++) {
      TableIdentifier name = TableIdentifier.of("db", "t" + n);
      proxy.cutAnswer(n, () -> {});
      boolean failed = fails(() -> cut.createTable(name, direct.loadTable(TABLE).schema()));
      boolean wasCut = proxy.hasCut();
      assertThat(direct.tableExists(name)).isEqualTo(!failed);
      if (!wasCut) {
        break;
      }
    }
  }

  private AppendFiles append(long batch) {
    Table table = cut.loadTable(TABLE);
    AppendFiles append = table.newAppend().appendFile(file(table));
    WRITER.summary(bookmark(batch), bookmark(batch + 1)).forEach(append::set);
    return append;
  }

  private static boolean fails(Runnable action) {
    try {
      action.run();
      return false;
    } catch (RuntimeException failure) {
      return true;
    }
  }

  private Bookmark reached() {
    return target(direct).bookmark().orElseThrow();
  }

  private static TargetTable target(FencedJdbcCatalog catalog) {
    return new TargetTable(catalog, TABLE, WRITER, false);
  }

  private int files() {
    int files = 0;
    try (CloseableIterable<FileScanTask> tasks = direct.loadTable(TABLE).newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        files += task.file().recordCount() > 0 ? 1 : 0;
      }
    } catch (IOException unreadable) {
      throw new AssertionError("The table is not readable", unreadable);
    }
    return files;
  }

  private static Bookmark bookmark(long batch) {
    return new Bookmark(
        Map.of("stream:t", new StreamPosition("T", Map.of(0, batch * 10))),
        batch,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private DataFile file(Table table) {
    return DataFiles.builder(table.spec())
        .withPath(lake + "/" + UUID.randomUUID() + ".parquet")
        .withFileSizeInBytes(100)
        .withRecordCount(1)
        .build();
  }
}
