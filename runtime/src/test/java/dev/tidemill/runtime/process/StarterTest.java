package dev.tidemill.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StarterTest {

  private final List<String> started = new CopyOnWriteArrayList<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();

  @Test
  void startsSideBySideAndEndsAll() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (Starter starter = new Starter(listener())) {
      starter.begin("broker", () -> meet(both, "broker"));
      starter.begin("Spark", () -> meet(both, "Spark"));
      starter.awaitAll();
      assertThat(closed).isEmpty();
    }
    assertThat(closed).containsExactlyInAnyOrder("broker", "Spark");
    assertThat(started).containsExactlyInAnyOrder("broker", "Spark");
  }

  @Test
  void oneThatFailsIsTheReasonAndTheOthersEnd() throws Exception {
    Starter starter = new Starter(listener());
    starter.begin("broker", () -> part("broker"));
    starter.begin(
        "stores",
        () -> {
          throw new WorldException("no room");
        });

    assertThatThrownBy(starter::awaitAll).hasMessage("no room");
    starter.close();
    assertThat(closed).containsExactly("broker");
  }

  @Test
  void oneThatComesUpTooLateIsEndedAtOnce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Starter starter = new Starter(listener());
    starter.begin(
        "slow",
        () -> {
          begun.countDown();
          // Comes up although it is told to stop.
          while (!Thread.interrupted()) {
            Thread.onSpinWait();
          }
          return part("slow");
        });
    begun.await();
    starter.close();

    assertThat(closed).containsExactly("slow");
  }

  private Starter.Listener listener() {
    return new Starter.Listener() {
      @Override
      public void started(String part, Duration took) {
        started.add(part);
      }

      @Override
      public void waiting(List<String> parts, Duration since) {}
    };
  }

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }

  private AutoCloseable meet(CountDownLatch both, String name) throws InterruptedException {
    both.countDown();
    both.await();
    return part(name);
  }
}
