package dev.tidemill.engine;

import dev.tidemill.engine.commit.FencedJdbcCatalog;
import dev.tidemill.engine.session.Sessions;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Namespace;

/** Iceberg's catalog behind our fence, without Spark. */
public final class TestCatalog {

  private TestCatalog() {}

  /** On a database in memory that ends with the catalog. */
  public static FencedJdbcCatalog inMemory(Path lake) {
    return at("jdbc:h2:mem:" + UUID.randomUUID(), lake);
  }

  /** On the database of this URL, with the database {@code db} in it. */
  public static FencedJdbcCatalog at(String url, Path lake) {
    FencedJdbcCatalog catalog = new FencedJdbcCatalog();
    catalog.setConf(new Configuration());
    catalog.initialize(
        "tidemill",
        Map.of(
            "uri",
            url,
            "jdbc.user",
            "sa",
            "jdbc.password",
            "",
            "retryable_status_codes",
            Sessions.BROKEN_CONNECTION,
            "warehouse",
            lake.toAbsolutePath().toString()));
    if (!catalog.namespaceExists(Namespace.of("db"))) {
      catalog.createNamespace(Namespace.of("db"), Map.of());
    }
    return catalog;
  }
}
