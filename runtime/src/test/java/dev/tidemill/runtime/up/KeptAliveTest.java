package dev.tidemill.runtime.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidemill.runtime.process.PortTakenException;
import dev.tidemill.runtime.process.ServerProcess;
import dev.tidemill.runtime.process.WorldException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeptAliveTest {

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<Fake> started = new CopyOnWriteArrayList<>();

  @Test
  void startsAgainAtTheSamePort() {
    try (KeptAlive<Fake> kept = KeptAlive.start("broker", 0, this::start, this::tell)) {
      int port = kept.port();
      kept.current().exit.complete(137);

      await().until(() -> started.size() == 2 && kept.current().equals(started.get(1)));
      assertThat(kept.port()).isEqualTo(port);
      await().until(() -> told.size() == 2);
      assertThat(told.get(0))
          .isEqualTo("broker its process ended with status 137: starting it again");
      assertThat(told.get(1)).startsWith("broker serves again after");
    }
  }

  @Test
  void takesAnotherPortOnlyWhereTheLastOneStaysTaken() {
    List<Long> tries = new ArrayList<>();
    KeptAlive.Start<Fake> taken =
        port -> {
          tries.add(System.nanoTime());
          if (port == 9092) {
            throw new PortTakenException("port 9092 is taken");
          }
          return start(port);
        };
    try (KeptAlive<Fake> kept = KeptAlive.start("broker", 9092, taken, this::tell)) {
      assertThat(kept.port()).isBetween(20_000, 31_999);
      assertThat(tries).hasSize(4);
      assertThat(tries.get(3) - tries.get(2))
          .as("no wait before the other port")
          .isLessThan(Duration.ofSeconds(3).toNanos());
      assertThat(told)
          .containsExactly(
              "broker port 9092 is taken: now at %d; tell this to programs that know it by its port"
                  .formatted(kept.port()));
    }
  }

  @Test
  void keepsThePortThatIsTakenForAMoment() {
    AtomicInteger tries = new AtomicInteger();
    KeptAlive.Start<Fake> taken =
        port -> {
          if (tries.incrementAndGet() == 1) {
            throw new PortTakenException("port 9092 is taken");
          }
          return start(port);
        };
    try (KeptAlive<Fake> kept = KeptAlive.start("broker", 9092, taken, this::tell)) {
      assertThat(kept.port()).isEqualTo(9092);
      assertThat(told).isEmpty();
    }
  }

  @Test
  void keepsThePortWhateverElseFails() {
    assertThatThrownBy(
            () ->
                KeptAlive.start(
                    "broker",
                    9092,
                    port -> {
                      throw new WorldException("no disk");
                    },
                    this::tell))
        .hasMessage("no disk");
    assertThat(started).isEmpty();
  }

  @Test
  void triesUntilItStartsAndSaysWhyOnce() {
    AtomicInteger tries = new AtomicInteger();
    KeptAlive.Start<Fake> start =
        port -> {
          if (tries.incrementAndGet() == 2) {
            throw new WorldException("the disk is full");
          }
          return start(port);
        };
    try (KeptAlive<Fake> kept = KeptAlive.start("broker", 0, start, this::tell)) {
      kept.current().exit.complete(1);
      await().until(() -> started.size() == 2);
      await().until(() -> told.size() == 3);
      assertThat(told.get(1)).isEqualTo("broker the disk is full; trying again until it starts");
    }
  }

  @Test
  void staysDownWhenClosed() {
    KeptAlive<Fake> kept = KeptAlive.start("broker", 0, this::start, this::tell);
    kept.close();

    assertThat(started.get(0).exit).isDone();
    assertThat(started).hasSize(1);
    assertThat(told).isEmpty();
  }

  private Fake start(int port) {
    Fake server = new Fake(port == 0 ? 40_000 + started.size() : port);
    started.add(server);
    return server;
  }

  private void tell(String thing, String text, boolean warning) {
    told.add(thing + " " + text);
  }

  /** A process that ends when the test says so. */
  private record Fake(int port, CompletableFuture<Integer> exit) implements ServerProcess {

    Fake(int port) {
      this(port, new CompletableFuture<>());
    }

    @Override
    public String address() {
      return "127.0.0.1:" + port;
    }

    @Override
    public long pid() {
      return port;
    }

    @Override
    public boolean isAlive() {
      return !exit.isDone();
    }

    @Override
    public void close() {
      exit.complete(0);
    }
  }
}
