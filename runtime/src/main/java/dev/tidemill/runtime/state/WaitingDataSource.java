package dev.tidemill.runtime.state;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemill.runtime.process.WorldException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool whose callers wait until the database is back. Says once that it is away. */
final class WaitingDataSource implements DataSource {

  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final HikariDataSource pool;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean away = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  WaitingDataSource(HikariDataSource pool) {
    this.pool = pool;
  }

  void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  void close() {
    closed.countDown();
  }

  /** {@inheritDoc} Without auto-commit. */
  @Override
  public Connection getConnection() throws SQLException {
    for (long wait = FIRST_WAIT_MILLIS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
      try {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        if (away.compareAndSet(true, false)) {
          tell("The state database is back");
        }
        return connection;
      } catch (SQLException failure) {
        // A pool that is only busy names no cause.
        if (failure.getCause() != null) {
          sayAway(failure);
        }
        pause(failure, wait);
      }
    }
  }

  /**
   * Waits after a failure.
   *
   * @throws WorldException if this is closed
   */
  void pause(SQLException failure, long millis) {
    try {
      if (!closed.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new WorldException("The state database is closed", failure);
  }

  void sayAway(SQLException failure) {
    if (away.compareAndSet(false, true)) {
      tell("The state database is away, waiting for it: " + Causes.line(failure));
    }
  }

  private void tell(String line) {
    listeners.forEach(listener -> listener.accept(line));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
