package dev.tidemill.runtime.job;

import dev.tidemill.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lag of one job, measured beside its batches when somebody asks for it, and not too often. */
final class LagWatch {

  private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
  private static final Duration FRESH = Duration.ofSeconds(3);

  private final Executor executor;
  private JobLag last = JobLag.UNKNOWN;
  private boolean measuring;
  private long measuredAt = System.nanoTime() - FRESH.toNanos();

  LagWatch(Executor executor) {
    this.executor = executor;
  }

  /** What was measured last; if that is some seconds old, it is measured again in the meantime. */
  synchronized JobLag last(Supplier<JobLag> measure) {
    if (!measuring && System.nanoTime() - measuredAt >= FRESH.toNanos()) {
      measuring = true;
      executor.execute(() -> measured(measure));
    }
    return last;
  }

  private void measured(Supplier<JobLag> measure) {
    JobLag lag = JobLag.UNKNOWN;
    try {
      lag = measure.get();
    } catch (EngineException away) {
      LOG.info("No lag: {}", away.getMessage());
    } finally {
      synchronized (this) {
        last = lag;
        measuring = false;
        measuredAt = System.nanoTime();
      }
    }
  }
}
