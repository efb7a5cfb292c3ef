package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DeadlineTest {

  @Test
  void aDeadlineInterruptsItsOwnerOnly() throws Exception {
    try (Deadline deadline = Deadline.in(Duration.ofMillis(20))) {
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
      assertThat(deadline.hasPassed()).isTrue();
    }
    assertThat(Thread.interrupted()).isFalse();
  }
}
