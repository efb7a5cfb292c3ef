package dev.tidemill.runtime.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidemill.model.Names;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The database of a data folder: H2 in a file of it, or PostgreSQL, where the schedules of one
 * pipeline and stage are shared by all folders, and all else belongs to the folder.
 */
public final class StateDatabase implements AutoCloseable {

  /** A killed process must not lose what was acknowledged, and only we close the database. */
  private static final String H2_OPTIONS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_UPPER=FALSE;CACHE_SIZE=16384"
          + ";MAX_LENGTH_INPLACE_LOB=16384";

  private static final int CONNECTIONS = 20;
  private static final long PATIENCE_MILLIS = 2_000;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final boolean shared;
  private final String instance;
  private final String sharedSchema;
  private final String catalogUri;
  private final HikariDataSource pool;
  private final WaitingDataSource waiting;

  private StateDatabase(DataFolder data, Optional<String> jdbcUrl, Names names, String instance) {
    this.shared = jdbcUrl.isPresent();
    this.instance = instance;
    this.sharedSchema = sharedSchema(names);
    this.catalogUri = catalogUri(data, jdbcUrl, names);
    String url =
        jdbcUrl.orElseGet(() -> "jdbc:h2:file:" + data.state().resolve("runtime") + H2_OPTIONS);
    String own = folderSchema(names, instance);
    migrate(url, sharedSchema, List.of("shared"));
    migrate(url, own, shared ? List.of("folder", "postgresql") : List.of("folder"));
    this.pool = new HikariDataSource(pool(url, own));
    this.waiting = new WaitingDataSource(pool);
  }

  /**
   * Opens it, and makes or migrates its tables.
   *
   * @param jdbcUrl {@code jdbc:postgresql:…} with user and password in it; empty: H2
   * @throws WorldException if it cannot be used, in one line without the URL, which may hold a
   *     password
   */
  public static StateDatabase open(DataFolder data, Optional<String> jdbcUrl, Names names) {
    try {
      return new StateDatabase(data, jdbcUrl, names, instance(data));
    } catch (IOException failure) {
      throw new WorldException("Cannot write to " + data.state() + ": " + failure.getMessage());
    } catch (RuntimeException failure) {
      String where = jdbcUrl.isPresent() ? "in runtime.state" : "in " + data.state();
      throw new WorldException(
          "Cannot open the state database " + where + ": " + Causes.line(failure), failure);
    }
  }

  /** The JDBC URL that {@link #catalogUri()} gives once the database has been opened here. */
  public static String catalogUri(DataFolder data, Optional<String> jdbcUrl, Names names) {
    return jdbcUrl
        .map(
            url -> {
              try {
                String schema = folderSchema(names, instance(data));
                return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
              } catch (IOException failure) {
                throw new WorldException("Cannot read " + data.state(), failure);
              }
            })
        .orElseGet(data::catalogUri);
  }

  /**
   * Does work that must not be lost: waits while the database is away, and repeats the work as a
   * whole until it is committed. Where an answer was lost it may have been committed before.
   *
   * @throws WorldException if this is closed meanwhile
   */
  public void persist(Work work) {
    for (long wait = 100; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
      try (Connection connection = waiting.getConnection()) {
        work.run(connection);
        connection.commit();
        return;
      } catch (SQLException refused) {
        waiting.pause(refused, wait);
      }
    }
  }

  /**
   * Asks, or does what may fail.
   *
   * @throws WorldException if the database does not answer within some seconds
   */
  public <T> T ask(Question<T> question) {
    try (Connection connection = pool.getConnection()) {
      return question.run(connection);
    } catch (SQLException failure) {
      throw new WorldException(
          "The state database does not answer: " + Causes.line(failure), failure);
    }
  }

  /** What {@link #persist} does, in one transaction. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run(Connection connection) throws SQLException;
  }

  /** What {@link #ask} asks. */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks it. */
    T run(Connection connection) throws SQLException;
  }

  /** Connections without auto-commit; while the database is away, who asks for one waits. */
  DataSource waiting() {
    return waiting;
  }

  /** Whether other data folders use it too. */
  public boolean isShared() {
    return shared;
  }

  /** The name of this data folder in the database, the same at each start. */
  public String instance() {
    return instance;
  }

  /** The JDBC URL for the Iceberg catalog of this data folder, with user and password in it. */
  public String catalogUri() {
    return catalogUri;
  }

  /** The schema of what all data folders of this pipeline and stage share. */
  String sharedSchema() {
    return sharedSchema;
  }

  /** Has it told, one line each, when the database is away and when it is back. */
  public void listen(Consumer<String> listener) {
    waiting.listen(listener);
  }

  @Override
  public void close() {
    waiting.close();
    pool.close();
  }

  private static void migrate(String url, String schema, List<String> folders) {
    Flyway.configure()
        .dataSource(url, url.startsWith("jdbc:h2:") ? "sa" : null, null)
        .schemas(schema)
        .defaultSchema(schema)
        .placeholders(Map.of("bytes", url.startsWith("jdbc:h2:") ? "blob" : "bytea"))
        .locations(
            folders.stream()
                .map(folder -> "classpath:dev/tidemill/runtime/state/" + folder)
                .toArray(String[]::new))
        .connectRetries(2)
        .loggers("slf4j")
        .load()
        .migrate();
  }

  private static HikariConfig pool(String url, String schema) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("state");
    config.setJdbcUrl(url);
    if (url.startsWith("jdbc:h2:")) {
      config.setUsername("sa");
      config.setExceptionOverrideClassName(BrokenH2.class.getName());
    }
    config.setSchema(schema);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setValidationTimeout(PATIENCE_MILLIS / 2);
    return config;
  }

  private static String sharedSchema(Names names) {
    return "tidemill_" + names.database();
  }

  private static String folderSchema(Names names, String instance) {
    return sharedSchema(names) + "_" + instance;
  }

  /** Given once, when the folder is new. */
  private static String instance(DataFolder data) throws IOException {
    Path folder = Files.createDirectories(data.state());
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    Path file = folder.resolve("instance");
    if (!Files.exists(file)) {
      Files.writeString(file, UUID.randomUUID().toString().substring(0, 8) + "\n");
    }
    return Files.readString(file).strip();
  }
}
