package dev.tidemill.runtime.job;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.run.Backoff;
import dev.tidemill.engine.run.BatchSize;
import dev.tidemill.engine.run.Windows;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.OneLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a job, on a thread of its own: batch after batch, until it is told to end, nothing is
 * new, or it cannot go on.
 */
final class ActiveRun {

  private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);

  /** What a run is planned from. */
  record Plan(Pipeline pipeline, Job job) {}

  /** Who is told what happens in a run, in the run's thread. */
  interface Owner {
    void running(ActiveRun run);

    void taken(ActiveRun run, BatchReport report);

    /** A batch failed, and is tried again. */
    void failed(ActiveRun run, EngineException failure);

    void skipped(ActiveRun run, long windows);

    /** The last call. */
    void ended(ActiveRun run, RunState state, Optional<RuntimeException> failure);
  }

  private final OwedRun owed;
  private final JobEngine engine;
  private final Owner owner;
  private final Clock clock;
  private final Duration slice;
  private final long began = System.nanoTime();
  private final RunProgress progress = new RunProgress();

  // Of the run's thread.
  private Optional<Windows> windows = Optional.empty();
  private Plan opened;
  private JobRun run;
  private long openAgainAt = began;
  private int failures;

  // Guarded by this.
  private Plan plan;
  private RunState state = RunState.STARTING;
  private RunState wanted;
  private boolean ending;
  private boolean lateTold;
  private boolean atOnce;
  private Thread inBatch;

  /**
   * A run that is STARTING.
   *
   * @param slice for how long it waits at most before it looks at the clock again, which may have
   *     been set
   */
  ActiveRun(OwedRun owed, Plan plan, JobEngine engine, Owner owner, Clock clock, Duration slice) {
    this.owed = owed;
    this.plan = plan;
    this.engine = engine;
    this.owner = owner;
    this.clock = clock;
    this.slice = slice;
  }

  OwedRun owed() {
    return owed;
  }

  RunProgress progress() {
    return progress;
  }

  synchronized Plan plan() {
    return plan;
  }

  synchronized RunState state() {
    return state;
  }

  /** Goes to another state. */
  synchronized void enter(RunState next) {
    if (!RunTransitions.isAllowed(state, next)) {
      throw new IllegalStateException(
          "run " + owed.id() + " cannot go from " + state + " to " + next);
    }
    state = next;
  }

  /** It makes no further batch: only what follows from its end is left to do. */
  synchronized void ending() {
    ending = true;
  }

  synchronized boolean isEnding() {
    return ending;
  }

  /** Whether it has taken longer than it should; true once. */
  synchronized boolean isNewlyLate() {
    boolean late =
        plan.job().notifyDelayAfter().filter(limit -> age().compareTo(limit) > 0).isPresent();
    boolean tell = late && !lateTold;
    lateTold |= late;
    return tell;
  }

  /** Whether its time is over. */
  synchronized boolean isOverdue() {
    return plan.job().timeout().filter(limit -> age().compareTo(limit) > 0).isPresent();
  }

  /** How long it has been going, whatever the clock says. */
  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The next batch is made by this plan. */
  synchronized void take(Plan next) {
    plan = next;
    notifyAll();
  }

  /**
   * Ends the run after its batch.
   *
   * @param how the state that it ends in
   * @param now whether the batch is interrupted; it is in any case while it only tries again
   */
  synchronized void end(RunState how, boolean now) {
    wanted = wanted == null ? how : wanted;
    atOnce |= now;
    hurry();
    notifyAll();
  }

  /** Interrupts once more, where somebody has swallowed the last one. */
  synchronized void hurry() {
    if (wanted != null && inBatch != null && (atOnce || progress.problem().isPresent())) {
      inBatch.interrupt();
    }
  }

  /** Runs it, in its thread. */
  void run() {
    RunState end;
    Optional<RuntimeException> failure = Optional.empty();
    try {
      owner.running(this);
      end = batches();
    } catch (RuntimeException cannotGoOn) {
      end = RunState.FAILED;
      failure = Optional.of(cannotGoOn);
    } catch (Error cannotGoOn) {
      end = RunState.FAILED;
      failure = Optional.of(new EngineException("job-failed", cannotGoOn.toString(), cannotGoOn));
    }
    failure.ifPresent(reason -> progress.failed(OneLine.of(reason)));
    close();
    owner.ended(this, end, failure);
  }

  private RunState batches() {
    while (!isOver()) {
      Instant now = clock.instant();
      Instant due = windows.map(each -> each.begin(now)).orElse(now);
      windows.map(Windows::skipped).filter(count -> count > 0).ifPresent(this::skipped);
      try {
        Optional<BatchReport> report = inBatch(() -> opened().next(due));
        failures = 0;
        progress.worked();
        report.ifPresent(this::taken);
        boolean more =
            report.filter(batch -> BatchSize.mayHaveLeftSome(opened.job(), batch)).isPresent();
        if (windows.isEmpty() && !more) {
          return RunState.SUCCEEDED;
        }
        windows.ifPresent(each -> each.ended(due, clock.instant(), more));
      } catch (EngineException failure) {
        failed(failure);
      }
    }
    synchronized (this) {
      return wanted;
    }
  }

  /** Waits for the next batch; true: the run is to end instead. */
  private synchronized boolean isOver() {
    while (wanted == null) {
      Duration wait = untilNext();
      if (wait.isZero()) {
        return false;
      }
      try {
        wait(Math.max(1, Math.min(wait.toMillis(), slice.toMillis())));
      } catch (InterruptedException interrupt) {
        // Whoever wants to end a run says so; an interruption ends a batch at most.
      }
    }
    return true;
  }

  private synchronized Duration untilNext() {
    Optional<Duration> every = plan.job().every();
    if (!every.equals(windows.map(Windows::every))) {
      windows = every.map(width -> new Windows(width, clock.instant()));
    }
    Duration window = windows.map(each -> each.wait(clock.instant())).orElse(Duration.ZERO);
    Duration open = Duration.ofNanos(Math.max(0, openAgainAt - System.nanoTime()));
    return window.compareTo(open) > 0 ? window : open;
  }

  private JobRun opened() {
    Plan latest = plan();
    if (run != null && !opened.equals(latest)) {
      close();
    }
    if (run == null) {
      opened = latest;
      run = engine.open(latest.pipeline(), latest.job());
    }
    return run;
  }

  private <T> T inBatch(Supplier<T> work) {
    synchronized (this) {
      inBatch = Thread.currentThread();
      hurry();
    }
    try {
      return work.get();
    } finally {
      synchronized (this) {
        inBatch = null;
        // What has not been noticed is meant for the batch, not for what comes after it.
        boolean unused = Thread.interrupted();
      }
    }
  }

  private void taken(BatchReport report) {
    progress.add(opened.job(), report, clock.instant());
    owner.taken(this, report);
  }

  private void skipped(long count) {
    progress.skipped(count);
    owner.skipped(this, count);
  }

  private void failed(EngineException failure) {
    if (failure.isFinal()) {
      throw failure;
    }
    synchronized (this) {
      if (wanted != null) {
        return;
      }
    }
    failures++;
    if (run == null) {
      openAgainAt = System.nanoTime() + Backoff.after(failures).toNanos();
    }
    progress.failed(OneLine.of(failure));
    owner.failed(this, failure);
  }

  private void close() {
    if (run != null) {
      JobRun closing = run;
      run = null;
      try {
        closing.close();
      } catch (RuntimeException failure) {
        LOG.warn("Run {} was not closed", owed.id(), failure);
      }
    }
  }
}
