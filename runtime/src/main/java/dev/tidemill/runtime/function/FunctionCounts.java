package dev.tidemill.runtime.function;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What became of a function's calls. */
final class FunctionCounts {

  private static final int LAST = 1000;

  private final long[] nanos = new long[LAST];
  private long taken;
  private long calls;
  private long failures;
  private Optional<String> lastError = Optional.empty();

  synchronized void add(Invocation invocation) {
    calls++;
    if (!invocation.took().isZero()) {
      nanos[(int) (taken % LAST)] = invocation.took().toNanos();
      taken++;
    }
    invocation
        .error()
        .ifPresent(
            error -> {
              failures++;
              lastError = Optional.of(error.errorType() + ": " + error.errorMessage());
            });
  }

  synchronized long calls() {
    return calls;
  }

  synchronized long failures() {
    return failures;
  }

  synchronized Optional<String> lastError() {
    return lastError;
  }

  /** Of the last calls that a process took up. */
  synchronized Optional<Duration> p95() {
    int count = (int) Math.min(taken, LAST);
    if (count == 0) {
      return Optional.empty();
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return Optional.of(Duration.ofNanos(sorted[Math.min(count - 1, count * 95 / 100)]));
  }
}
