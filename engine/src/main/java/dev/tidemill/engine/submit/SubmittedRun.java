package dev.tidemill.engine.submit;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.engine.session.SparkMessages;
import dev.tidemill.engine.upkeep.DueTables;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Several jobs in one Spark, each with its own bookmarks and windows. One that fails is left out,
 * and the others go on. Ends when all have ended, when it is told to, and, if it would not end by
 * itself, when the file that is watched has changed.
 */
final class SubmittedRun implements DueTables.Owner {

  /** How long a batch may take once the run is to end; then it is interrupted and comes again. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Engine engine;
  private final Pipeline pipeline;
  private final List<Job> jobs;
  private final RunLog log;
  private final RemoteFile watched;
  private final Duration watchEvery;
  private final List<JobLoop> loops;
  private final DueTables tables;
  private final CountDownLatch stopping = new CountDownLatch(1);

  SubmittedRun(
      Engine engine,
      Pipeline pipeline,
      List<Job> jobs,
      Clusters clusters,
      RunLog log,
      RemoteFile watched,
      Duration watchEvery,
      Clock clock) {
    this.engine = engine;
    this.pipeline = pipeline;
    this.jobs = jobs;
    this.log = log;
    this.watched = watched;
    this.watchEvery = watchEvery;
    this.loops =
        jobs.stream()
            .map(job -> new JobLoop(engine, pipeline, job, clusters, log, clock, stopping))
            .toList();
    this.tables = new DueTables(engine, this, clock);
  }

  /**
   * Runs them to their end.
   *
   * @param hash of the watched file as long as this run is the right one
   * @throws SubmitFailure if one of them failed
   */
  void run(String hash) throws InterruptedException {
    loops.forEach(Thread::start);
    Thread upkeep = new Thread(this::maintain, "upkeep");
    upkeep.setDaemon(true);
    boolean endless = jobs.stream().anyMatch(job -> job.every().isPresent());
    if (endless) {
      upkeep.start();
    }
    while (!joined(watchEvery)) {
      if (endless && stopping.getCount() > 0 && !hash.equals(hash(hash))) {
        log.notice("what was deployed has changed: this run ends after its batches");
        stop(PATIENCE);
      }
    }
    if (!endless && pipeline.jobs().values().stream().noneMatch(SubmittedRun::isEndless)) {
      maintainDue();
    }
    stopping.countDown();
    upkeep.interrupt();
    upkeep.join();
    refuseFailures();
  }

  /** Where there is such a job, its run maintains the tables of all. */
  private static boolean isEndless(Job job) {
    return job.enabled() && job.every().isPresent();
  }

  private void refuseFailures() {
    List<String> failures =
        loops.stream()
            .filter(loop -> loop.failure().isPresent())
            .map(loop -> loop.getName() + " failed: " + loop.failure().get())
            .toList();
    if (!failures.isEmpty()) {
      throw new SubmitFailure(SubmitFailure.FAILED, failures);
    }
  }

  /** Ends all after their batches, and interrupts those that take longer than this. */
  void stop(Duration patience) throws InterruptedException {
    stopping.countDown();
    loops.forEach(JobLoop::hurry);
    if (!joined(patience)) {
      loops.forEach(Thread::interrupt);
    }
  }

  /** Waits for all jobs; whether they have ended. */
  private boolean joined(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (JobLoop loop : loops) {
      loop.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    return loops.stream().noneMatch(Thread::isAlive);
  }

  private String hash(String last) {
    try {
      return RemoteFile.hash(watched.read());
    } catch (IOException | RuntimeException failure) {
      log.notice("cannot look at " + watched.address() + ": " + failure.getMessage());
      return last;
    }
  }

  private void maintain() {
    try {
      while (!stopping.await(watchEvery.toMillis(), TimeUnit.MILLISECONDS)) {
        maintainDue();
      }
    } catch (InterruptedException end) {
      // Nothing is left to maintain for.
    }
  }

  private void maintainDue() {
    try {
      tables.look(pipeline, () -> stopping.getCount() == 0);
    } catch (RuntimeException | LinkageError failure) {
      log.notice("tables could not be maintained: " + SparkMessages.line(failure));
    }
  }

  /** Runs come and go, and so a table itself knows. */
  @Override
  public Instant last(String table) {
    return engine.maintained(pipeline, table);
  }

  @Override
  public void maintained(Instant at, MaintenanceReport report) {
    log.maintained(report);
  }

  @Override
  public void failed(String table, EngineException failure) {
    if (stopping.getCount() > 0) {
      log.notice(
          "the maintenance of table %s failed and is tried again later: %s"
              .formatted(table, SparkMessages.line(failure)));
    }
  }
}
