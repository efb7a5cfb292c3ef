package dev.tidemill.runtime.up;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at things again and again while the pipeline is up. */
final class Watches implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
  private static final long PATIENCE_SECONDS = 2;

  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(3, Watches::thread);
  private volatile boolean ending;

  /** One look. */
  @FunctionalInterface
  interface Look {
    void look() throws InterruptedException;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "up-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks now and then, each time a while after the last look was over. */
  void every(Duration pause, Look look) {
    ScheduledFuture<?> unused =
        threads.scheduleWithFixedDelay(
            () -> quietly(look), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isEnding() {
    return ending;
  }

  /** A look that fails is one in the log, not the last one. */
  private static void quietly(Look look) {
    try {
      look.look();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.error("A look failed", failure);
    }
  }

  @Override
  public void close() {
    ending = true;
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
