package dev.tidemill.runtime.function;

import java.time.Duration;
import java.util.Optional;

/** After several starts in a row that failed no other is tried for a while. */
final class StartFailures {

  private static final int IN_A_ROW = 3;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private int count;
  private long lastNanos;
  private InvocationError last;

  /** Why the last start failed, if none is to be tried now. */
  synchronized Optional<InvocationError> reason() {
    return count >= IN_A_ROW && System.nanoTime() - lastNanos < PAUSE.toNanos()
        ? Optional.of(last)
        : Optional.empty();
  }

  synchronized void failed(InvocationError error) {
    count++;
    lastNanos = System.nanoTime();
    last = error;
  }

  synchronized void succeeded() {
    count = 0;
  }
}
