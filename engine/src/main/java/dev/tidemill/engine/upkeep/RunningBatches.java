package dev.tidemill.engine.upkeep;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.JobRun;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the batches began that are running in this process. Their files belong to no table yet,
 * however old they look: a computer may have slept for days in the middle of a batch.
 */
public final class RunningBatches {

  private final Map<JobRun, Instant> begun = new ConcurrentHashMap<>();
  private final Clock clock;

  /** None so far. The clock is that of the files. */
  public RunningBatches(Clock clock) {
    this.clock = clock;
  }

  /** The same run, each batch of which is noted while it goes on. */
  public JobRun watch(JobRun run) {
    return new JobRun() {
      @Override
      public Optional<BatchReport> next(Instant due) {
        begun.put(run, clock.instant());
        try {
          return run.next(due);
        } finally {
          begun.remove(run);
        }
      }

      @Override
      public void close() {
        run.close();
      }
    };
  }

  /** The earlier of a time and the beginning of the oldest running batch. */
  Instant before(Instant time) {
    return begun.values().stream()
        .filter(began -> began.isBefore(time))
        .sorted()
        .findFirst()
        .orElse(time);
  }
}
