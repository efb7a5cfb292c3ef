package dev.tidemill.runtime.rehearse;

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

  private final List<RehearsalEvent> events = new CopyOnWriteArrayList<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();

  @Test
  void startsSideBySideAndEndsAll() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (Starter starter = new Starter(new Narrator(events::add))) {
      starter.begin("broker", () -> meet(both, "broker"));
      starter.begin("Spark", () -> meet(both, "Spark"));
      starter.awaitAll();
      assertThat(closed).isEmpty();
    }
    assertThat(closed).containsExactlyInAnyOrder("broker", "Spark");
    assertThat(events)
        .last()
        .isInstanceOfSatisfying(
            RehearsalEvent.Started.class, started -> assertThat(started.parts()).hasSize(2));
  }

  @Test
  void oneThatFailsIsTheReasonAndTheOthersEnd() throws Exception {
    Starter starter = new Starter(new Narrator(events::add));
    starter.begin("broker", () -> part("broker"));
    starter.begin(
        "stores",
        () -> {
          throw new RehearsalException("no room");
        });

    assertThatThrownBy(starter::awaitAll).hasMessage("no room");
    starter.close();
    assertThat(closed).containsExactly("broker");
  }

  @Test
  void oneThatComesUpTooLateIsEndedAtOnce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Starter starter = new Starter(new Narrator(events::add));
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

  @Test
  void aDeadlineInterruptsItsOwnerOnly() throws Exception {
    try (Deadline deadline = Deadline.in(Duration.ofMillis(20))) {
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
      assertThat(deadline.hasPassed()).isTrue();
    }
    assertThat(Thread.interrupted()).isFalse();
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
