package dev.tidemill.engine.submit;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.engine.run.Backoff;
import dev.tidemill.engine.run.BatchSize;
import dev.tidemill.engine.run.Windows;
import dev.tidemill.engine.session.SparkMessages;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The batches of one job, on a thread of its own: with {@code every} window by window until it is
 * told to stop, without until nothing is new.
 */
final class JobLoop extends Thread {

  /** The clock may have been set while it waits. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final Engine engine;
  private final Pipeline pipeline;
  private final Job job;
  private final Clusters clusters;
  private final RunLog log;
  private final Clock clock;
  private final CountDownLatch stopping;
  private final Backoff opening = new Backoff();
  private JobRun run;
  private volatile boolean retries;
  private volatile String failure;

  /**
   * A loop that has not begun.
   *
   * @param stopping at zero, it ends after its batch
   */
  JobLoop(
      Engine engine,
      Pipeline pipeline,
      Job job,
      Clusters clusters,
      RunLog log,
      Clock clock,
      CountDownLatch stopping) {
    super("job " + job.id());
    this.engine = engine;
    this.pipeline = pipeline;
    this.job = job;
    this.clusters = clusters;
    this.log = log;
    this.clock = clock;
    this.stopping = stopping;
    setDaemon(true);
  }

  /** Why it ended; empty: it did what it should. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** To be called once it is told to stop: it does not go on to wait for a better time. */
  void hurry() {
    if (retries) {
      interrupt();
    }
  }

  @Override
  public void run() {
    try {
      batches();
      log.ended(job.id());
    } catch (InterruptedException stopped) {
      log.notice(
          "job %s was stopped in the middle of a batch, which comes again: %s"
              .formatted(job.id(), stopped.getMessage()));
    } catch (RuntimeException | Error cannotGoOn) {
      failure = SparkMessages.line(cannotGoOn);
      log.failed(job.id(), failure);
    } finally {
      close();
    }
  }

  private void batches() throws InterruptedException {
    Optional<Windows> windows = job.every().map(every -> new Windows(every, clock.instant()));
    while (!isStopped(windows)) {
      Instant now = clock.instant();
      Instant due = windows.map(each -> each.begin(now)).orElse(now);
      windows
          .map(Windows::skipped)
          .filter(count -> count > 0)
          .ifPresent(count -> log.skipped(job.id(), count));
      try {
        Optional<BatchReport> report = opened().next(due);
        retries = false;
        report.ifPresent(batch -> log.batch(job, batch));
        boolean more = report.filter(batch -> BatchSize.mayHaveLeftSome(job, batch)).isPresent();
        if (windows.isEmpty() && !more) {
          return;
        }
        windows.ifPresent(each -> each.ended(due, clock.instant(), more));
      } catch (EngineException failed) {
        again(failed);
      }
    }
  }

  /** Waits for the next batch; true: it is to end instead. */
  private boolean isStopped(Optional<Windows> windows) throws InterruptedException {
    while (stopping.getCount() > 0) {
      Duration wait = windows.map(each -> each.wait(clock.instant())).orElse(Duration.ZERO);
      if (wait.isZero()) {
        return false;
      }
      long slice = Math.max(1, Math.min(wait.toMillis(), SLICE.toMillis()));
      boolean stopped = stopping.await(slice, TimeUnit.MILLISECONDS);
      if (stopped) {
        return true;
      }
    }
    return true;
  }

  private JobRun opened() {
    if (run == null) {
      try {
        run = engine.open(pipeline, job, clusters, Steps.NONE);
      } catch (org.apache.kafka.common.KafkaException away) {
        throw new EngineException("kafka", "Kafka cannot be reached: " + away.getMessage(), away);
      }
      opening.reset();
    }
    return run;
  }

  /** What a run waits before it tries again is its own affair; one that was not opened has none. */
  private void again(EngineException failed) throws InterruptedException {
    if (failed.isFinal()) {
      throw failed;
    }
    if (Thread.interrupted() || stopping.getCount() == 0) {
      throw new InterruptedException(SparkMessages.line(failed));
    }
    retries = true;
    log.retry(job.id(), SparkMessages.line(failed));
    if (run == null) {
      boolean unused = stopping.await(opening.next().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void close() {
    if (run != null) {
      try {
        run.close();
      } catch (RuntimeException failed) {
        log.notice("job " + job.id() + " was not closed: " + SparkMessages.line(failed));
      }
    }
  }
}
