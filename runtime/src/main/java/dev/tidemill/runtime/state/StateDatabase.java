package dev.tidemill.runtime.state;

import dev.tidemill.model.Names;
import dev.tidemill.runtime.DataFolder;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The database of a data folder: H2 in a file of it, or PostgreSQL, where the schedules of one
 * pipeline and stage are shared by all folders, and all else belongs to the folder.
 */
public final class StateDatabase implements AutoCloseable {

  private StateDatabase() {}

  /**
   * Opens it, and makes or migrates its tables.
   *
   * @param jdbcUrl {@code jdbc:postgresql:…} with user and password in it; empty: H2
   * @throws dev.tidemill.runtime.process.WorldException if it cannot be used, in one line
   */
  public static StateDatabase open(DataFolder data, Optional<String> jdbcUrl, Names names) {
    return null;
  }

  /**
   * Connections for work that must not be lost: while the database is away, who asks for one waits.
   */
  public DataSource waiting() {
    return null;
  }

  /** Connections for questions: fails after 2 s while the database is away. */
  public DataSource dataSource() {
    return null;
  }

  /** Whether other data folders use it too. */
  public boolean isShared() {
    return false;
  }

  /** The name of this data folder in the database, the same at each start. */
  public String instance() {
    return "";
  }

  /** The JDBC URL for the Iceberg catalog of this data folder, with user and password in it. */
  public String catalogUri() {
    return "";
  }

  /** Has it told, one line each, when the database is away and when it is back. */
  public void listen(Consumer<String> listener) {
    // Follows.
  }

  @Override
  public void close() {}
}
