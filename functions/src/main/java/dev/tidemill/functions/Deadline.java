package dev.tidemill.functions;

import java.time.Duration;

/** A moment of the monotonic clock. */
record Deadline(long nanos) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Never negative. */
  long remainingMillis() {
    return Math.max(0, (nanos - System.nanoTime()) / 1_000_000);
  }
}
