package dev.tidemill.bench.author;

/** What a handler does by itself: a millisecond of work. */
final class Work {
  private static final long NANOS = 1_000_000;

  private Work() {}

  /** The nanoseconds that it took. */
  static long done() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < NANOS) {
      Thread.onSpinWait();
    }
    return System.nanoTime() - start;
  }
}
