package dev.tidemill.runtime.state;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL server on a folder, which can be stopped and started again at its port. */
public final class TestPostgres implements AutoCloseable {

  private final Path folder;
  private final int port;
  private EmbeddedPostgres server;

  private TestPostgres(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    begin();
  }

  public static TestPostgres start(Path folder) throws IOException {
    return new TestPostgres(folder, freePort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  public Optional<String> url() {
    return Optional.of("jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(port));
  }

  public void stop() throws IOException {
    server.close();
  }

  public void begin() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
