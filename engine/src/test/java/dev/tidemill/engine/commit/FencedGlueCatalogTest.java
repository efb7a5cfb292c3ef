package dev.tidemill.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.GlueServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's own Glue catalog behind the fence, against a server that compares versions as Glue. */
class FencedGlueCatalogTest {

  private static final TableIdentifier TABLE = TableIdentifier.of("db", "rows");
  private static final Writer WRITER = new Writer("shop", "copy");

  @TempDir Path lake;

  private final GlueServer glue = new GlueServer();
  private FencedGlueCatalog catalog;
  private TargetTable target;

  FencedGlueCatalogTest() throws IOException {}

  @BeforeEach
  void create() {
    catalog = open();
    catalog.createNamespace(Namespace.of("db"));
    catalog.createTable(
        TABLE, new Schema(Types.NestedField.optional(1, "id", Types.LongType.get())));
    target = new TargetTable(catalog, TABLE, WRITER, false);
    target.move(Optional.empty(), bookmark(0));
  }

  @AfterEach
  void close() throws IOException {
    catalog.close();
    glue.close();
  }

  private FencedGlueCatalog open() {
    System.setProperty("aws.accessKeyId", "key");
    System.setProperty("aws.secretAccessKey", "secret");
    FencedGlueCatalog opened = new FencedGlueCatalog();
    opened.setConf(new Configuration());
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("warehouse", lake.toString());
    properties.put("io-impl", "org.apache.iceberg.hadoop.HadoopFileIO");
    properties.put("client.region", "eu-central-1");
    properties.put("glue.endpoint", glue.endpoint());
    opened.initialize("tidemill", properties);
    return opened;
  }

  @Test
  void refusesRowsOfARangeThatIsThere() {
    append(catalog, 0).commit();
    assertThat(target.bookmark()).contains(bookmark(1));
    assertThatThrownBy(() -> append(catalog, 0).commit()).isInstanceOf(Fenced.class);
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void letsOneOfTwoRunnersTakeEachRange() throws Exception {
    ExecutorService runners = Executors.newFixedThreadPool(2);
    try (FencedGlueCatalog another = open()) {
      for (int batch = 0; batch < 10; batch++) {
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (FencedGlueCatalog each : List.of(catalog, another)) {
          AppendFiles append = append(each, batch);
          tries.add(() -> takes(append));
        }
        int taken = 0;
        for (Future<Boolean> answer : runners.invokeAll(tries)) {
          taken += answer.get() ? 1 : 0;
        }
        assertThat(taken).as("runners that took batch %d", batch).isEqualTo(1);
        assertThat(files()).isEqualTo(batch + 1);
      }
    } finally {
      runners.shutdownNow();
    }
  }

  /** The SDK asks again, and Glue refuses the version that the first request has replaced. */
  @Test
  void knowsItsOwnCommitWhoseAnswerWasLost() {
    glue.loseNextAnswer();
    append(catalog, 0).commit();
    assertThat(files()).isEqualTo(1);
    int updates = glue.updates();
    glue.loseNextAnswer();
    target.move(Optional.of(bookmark(1)), bookmark(2));
    assertThat(glue.updates()).isEqualTo(updates + 1);
    assertThat(target.bookmark()).contains(bookmark(2));
  }

  private static boolean takes(AppendFiles append) {
    try {
      append.commit();
      return true;
    } catch (Fenced slower) {
      return false;
    }
  }

  private static AppendFiles append(FencedGlueCatalog catalog, long from) {
    AppendFiles append = catalog.loadTable(TABLE).newAppend();
    WRITER.summary(bookmark(from), bookmark(from + 1)).forEach(append::set);
    return append.appendFile(file());
  }

  private static DataFile file() {
    return DataFiles.builder(org.apache.iceberg.PartitionSpec.unpartitioned())
        .withPath("/nowhere/" + java.util.UUID.randomUUID() + ".parquet")
        .withFileSizeInBytes(10)
        .withRecordCount(1)
        .build();
  }

  private int files() {
    Table table = catalog.loadTable(TABLE);
    return table.currentSnapshot() == null
        ? 0
        : Integer.parseInt(table.currentSnapshot().summary().get("total-data-files"));
  }

  private static Bookmark bookmark(long batch) {
    Instant end = Instant.EPOCH.plusSeconds(60 * batch);
    return new Bookmark(
        Map.of("stream:t", new StreamPosition("T", Map.of(0, batch * 10))),
        batch,
        end.minusSeconds(60),
        end);
  }
}
