package dev.tidemill.runtime.rehearse;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that made it when the time of the rehearsal is over. */
final class Deadline implements AutoCloseable {

  private final Thread owner = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean passed;
  private boolean over;

  private Deadline() {}

  static Deadline in(Duration time) {
    Deadline deadline = new Deadline();
    Thread watch = new Thread(() -> deadline.watch(time), "rehearsal-deadline");
    watch.setDaemon(true);
    watch.start();
    return deadline;
  }

  private void watch(Duration time) {
    try {
      if (!closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        pass();
      }
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void pass() {
    if (!over) {
      passed = true;
      owner.interrupt();
    }
  }

  /** Whether an interruption of the owner is this one's, not a user's. */
  synchronized boolean hasPassed() {
    return passed;
  }

  /**
   * From now on it interrupts nobody; an interruption of its own that is still set is taken back.
   */
  @Override
  public synchronized void close() {
    over = true;
    closed.countDown();
    if (passed) {
      Thread.interrupted();
    }
  }
}
