package dev.tidemill.cli.whole.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.ApiClient;
import dev.tidemill.runtime.api.Endpoint;
import dev.tidemill.runtime.api.OperationException;
import dev.tidemill.runtime.process.WorldException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Asks for asynchronous invocations whenever something is up to take them. */
final class Calls implements AutoCloseable {

  private static final long NANOS_BETWEEN = 50_000_000;

  private final DataFolder data;
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::call, "soak-calls");
  private volatile boolean ending;

  Calls(DataFolder data) {
    this.data = data;
    thread.start();
  }

  /** The request ids that were answered for. */
  Set<String> accepted() {
    return accepted;
  }

  private void call() {
    Optional<ApiClient> client = Optional.empty();
    while (!ending) {
      try {
        client = client.or(() -> Endpoint.find(data).map(ApiClient::new));
        client.ifPresent(
            up -> accepted.add(up.accept("Note", "{\"from\":\"soak\"}".getBytes(UTF_8))));
      } catch (WorldException | OperationException killed) {
        client = Optional.empty();
      }
      LockSupport.parkNanos(NANOS_BETWEEN);
    }
  }

  void stop() throws InterruptedException {
    ending = true;
    thread.join();
  }

  @Override
  public void close() {
    ending = true;
  }
}
