package dev.tidemill.runtime.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Rows a second over the last batches of a job. */
final class Throughput {

  private static final int BATCHES = 10;

  private final Deque<Taken> last = new ArrayDeque<>();

  /** What one batch took: how many rows, and between when and when. */
  record Taken(long rows, Instant from, Instant to) {}

  synchronized void add(Taken batch) {
    last.addLast(batch);
    if (last.size() > BATCHES) {
      last.removeFirst();
    }
  }

  /** From the beginning of the first of them until now, so it falls while nothing comes. */
  synchronized double rowsPerSecond(Instant now) {
    if (last.isEmpty()) {
      return 0;
    }
    Instant until = now.isAfter(last.getLast().to()) ? now : last.getLast().to();
    double seconds = Duration.between(last.getFirst().from(), until).toMillis() / 1000.0;
    long rows = last.stream().mapToLong(Taken::rows).sum();
    return rows / Math.max(seconds, 0.001);
  }
}
