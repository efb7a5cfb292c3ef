package dev.tidemill.runtime.job;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.JobRunEntry;
import dev.tidemill.runtime.process.WorldException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs of a pipeline: streaming ones from {@link #begin} until they are stopped, the
 * others when something sets them off.
 *
 * <p>One to a data folder, which is locked: no other lease is needed, since the fence of the
 * targets alone keeps the rows right. All methods may be called by many threads.
 */
public final class JobRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  /** Times of the product; tests have shorter ones. */
  static final Pace PACE = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5));

  /**
   * How often we look.
   *
   * @param clock at the clock, which may have been set, and at the limits of the runs
   * @param arrivals for new files
   */
  record Pace(Duration clock, Duration arrivals) {}

  private final JobEngine engine;
  private final History history;
  private final RunRecords records;
  private final RunDesk desk;
  private final Pace pace;
  private final ScheduledExecutorService background =
      Executors.newScheduledThreadPool(2, JobRunner::daemon);

  /**
   * Nothing runs yet.
   *
   * @throws WorldException if what an earlier process has left cannot be read
   */
  public JobRunner(
      JobEngine engine, Pipeline pipeline, History history, DataFolder data, Clock clock) {
    this(engine, pipeline, history, data, clock, JobRunner::newId, PACE);
  }

  JobRunner(
      JobEngine engine,
      Pipeline pipeline,
      History history,
      DataFolder data,
      Clock clock,
      Supplier<String> ids,
      Pace pace) {
    this.engine = engine;
    this.history = history;
    this.records = new RunRecords(history, data, clock);
    this.pace = pace;
    LedgerFile ledger = new LedgerFile(data.state().resolve("jobs.json"));
    this.desk =
        new RunDesk(engine, pipeline, records, ledger, clock, ids, pace.clock(), background);
  }

  /**
   * Goes on with the runs that a killed process has left, each as a new run whose id ends in {@code
   * _restart_N}, and starts the streaming jobs that were not stopped by hand.
   */
  public void begin() {
    desk.begin(new Leftovers(history, records));
    every(pace.clock(), desk::look);
    every(pace.arrivals(), this::lookForFiles);
  }

  /**
   * Starts a run by hand. Waits while the last one is STOPPING.
   *
   * @param wayOut what is done before it, where the job had stopped for a decision
   * @return its id
   * @throws JobRefused {@code unknown-name}, {@code job-disabled}, {@code concurrent-runs}, {@code
   *     stopping}, or what the way out fails with
   * @throws WorldException if the folder cannot be written to
   */
  public String start(String job, String trigger, Optional<WayOut> wayOut)
      throws InterruptedException {
    JobRuns runs = desk.reserve(job);
    try {
      wayOut.ifPresent(way -> resolve(job, way));
      return desk.startReserved(job, trigger);
    } finally {
      desk.release(runs);
    }
  }

  /**
   * Starts a run for a schedule, files or another job. While {@code maxConcurrentRuns} are going on
   * it is WAITING; there is one such run at most, which later triggers join, since it takes all
   * that is new when it begins. Once this returns, the run is not forgotten.
   *
   * @return its id
   * @throws JobRefused {@code unknown-name}, {@code job-disabled}, {@code stopping}
   * @throws WorldException if the folder cannot be written to
   */
  public String trigger(String job, String trigger) {
    return desk.trigger(job, trigger);
  }

  /**
   * Stops all runs of a job; each commits its batch first. A streaming job stays stopped until it
   * is started by hand, also over restarts.
   *
   * @param wait whether to return only when they are STOPPED
   * @throws JobRefused {@code unknown-name}
   * @throws WorldException if the folder cannot be written to
   */
  public void stop(String job, boolean wait) throws InterruptedException {
    desk.stop(job, wait);
  }

  /**
   * The last runs of a job, the newest first.
   *
   * @throws WorldException if the database does not answer
   */
  public List<JobRunEntry> runs(String job, int limit) {
    return history.runs(Optional.of(job), limit);
  }

  /** How the jobs are doing, in the order of the file. Waits for nothing. */
  public List<JobStatus> status() {
    return desk.status();
  }

  /**
   * Takes another definition: what is new begins, what is gone or disabled stops, what runs and has
   * changed goes on with the new plan after its batch, from its bookmark. Nothing else is touched.
   *
   * @return what is done, a line each
   */
  public List<String> apply(Pipeline next) {
    return desk.apply(next);
  }

  /**
   * Ends all runs after their batches; none begins any more. What has not ended by then is
   * interrupted: its batch is run again after the next start. A streaming run is STOPPED; another
   * one that had not finished is EXPIRED and goes on after the next start.
   *
   * @return whether all ended in time
   */
  public boolean drain(Duration limit) {
    return desk.drain(limit);
  }

  /** Ends at once what still runs. */
  @Override
  public void close() {
    desk.drain(Duration.ZERO);
    background.shutdownNow();
  }

  private void resolve(String job, WayOut wayOut) {
    Pipeline pipeline = desk.pipeline();
    try {
      engine
          .resolve(pipeline, pipeline.jobs().get(job), wayOut)
          .forEach(line -> records.say(job, line, false));
    } catch (EngineException refused) {
      throw new JobRefused(refused.code().orElse("job-failed"), OneLine.of(refused));
    }
  }

  private void lookForFiles() {
    Pipeline pipeline = desk.pipeline();
    for (Job job : pipeline.jobs().values()) {
      if (job.enabled() && job.onArrival().isPresent()) {
        desk.arrivals(job.id())
            .look(
                () -> engine.arrivals(pipeline, job),
                () -> desk.trigger(job.id(), "arrival " + job.onArrival().get()),
                problem -> records.say(job.id(), "cannot look for files: " + problem, true));
      }
    }
  }

  private void every(Duration time, Runnable work) {
    ScheduledFuture<?> unused =
        background.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException failure) {
                // Left to the executor, it would be the last time.
                LOG.warn("Jobs could not be looked at", failure);
              }
            },
            time.toMillis(),
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "jobs");
    thread.setDaemon(true);
    return thread;
  }

  private static String newId() {
    return "jr_" + UUID.randomUUID().toString().replace("-", "");
  }
}
