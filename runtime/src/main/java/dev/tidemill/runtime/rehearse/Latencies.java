package dev.tidemill.runtime.rehearse;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How long things took; eight bytes each. */
final class Latencies {

  private long[] nanos = new long[64];
  private int count;

  void add(Duration took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = took.toNanos();
  }

  /** The nearest-rank percentile: the least duration that so many percent do not exceed. */
  Optional<Duration> percentile(int percent) {
    if (count == 0) {
      return Optional.empty();
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) (((long) percent * count + 99) / 100);
    return Optional.of(Duration.ofNanos(sorted[Math.max(1, rank) - 1]));
  }
}
