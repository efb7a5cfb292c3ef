package dev.tidemill.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemill.model.Names;
import dev.tidemill.runtime.DataFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStateTest {

  private static final Names NAMES = new Names("shop", "local");

  @TempDir static Path server;
  private static TestPostgres postgres;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    postgres = TestPostgres.start(server);
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @Test
  void twoFoldersThatStartAtOnceShareSchedulesOnly() {
    CompletableFuture<StateDatabase> first = CompletableFuture.supplyAsync(() -> open("a"));
    try (StateDatabase b = open("b");
        StateDatabase a = first.join()) {
      assertThat(a.isShared()).isTrue();
      assertThat(a.instance()).isNotEqualTo(b.instance());
      a.persist(connection -> StateDatabaseTest.insert(connection, "mine"));
      assertThat(a.ask(StateDatabaseTest::count)).isEqualTo(1);
      assertThat(b.ask(StateDatabaseTest::count)).isZero();
    }
  }

  @Test
  void eachFolderHasACatalogOfItsOwn() throws Exception {
    try (StateDatabase a = open("c");
        StateDatabase b = open("d");
        JdbcCatalog mine = catalog(a);
        JdbcCatalog others = catalog(b)) {
      TableIdentifier name = TableIdentifier.of("shop_local", "visits");
      Schema schema = new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));
      mine.createNamespace(Namespace.of("shop_local"));
      mine.createTable(name, schema);
      assertThat(mine.listTables(Namespace.of("shop_local"))).containsExactly(name);
      assertThat(others.namespaceExists(Namespace.of("shop_local"))).isFalse();
    }
  }

  @Test
  void waitsForAServerThatRestartsAndSaysSoOnce() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    try (StateDatabase database = open("e")) {
      database.listen(said::add);
      database.persist(connection -> StateDatabaseTest.insert(connection, "before"));
      postgres.stop();
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> database.persist(connection -> StateDatabaseTest.insert(connection, "after")));
      await().until(() -> !said.isEmpty());
      assertThat(waiting).isNotDone();
      postgres.begin();
      await().until(waiting::isDone);
      waiting.join();
      assertThat(database.ask(StateDatabaseTest::count)).isEqualTo(2);
      assertThat(said).hasSize(2);
      assertThat(said.get(0)).startsWith("The state database is away");
      assertThat(said.get(1)).isEqualTo("The state database is back");
    }
  }

  private StateDatabase open(String name) {
    return StateDatabase.open(new DataFolder(folder.resolve(name)), postgres.url(), NAMES);
  }

  /** Made as the engine makes it, user included. */
  private JdbcCatalog catalog(StateDatabase database) {
    Map<String, String> options = new HashMap<>();
    options.put("uri", database.catalogUri());
    options.put("jdbc.user", "sa");
    options.put("jdbc.password", "");
    options.put("jdbc.schema-version", "V1");
    options.put("warehouse", folder.resolve("lake").toString());
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.setConf(new Configuration());
    catalog.initialize("tidemill", options);
    return catalog;
  }
}
