package dev.tidemill.runtime.job;

import dev.tidemill.model.Job;
import dev.tidemill.model.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The runs of one job. Guarded by the runner. */
final class JobRuns {

  final LagWatch lag;
  final ArrivalWatch arrivals = new ArrivalWatch();
  private final List<ActiveRun> active = new ArrayList<>();
  private ActiveRun last;
  private int reserved;

  JobRuns(LagWatch lag) {
    this.lag = lag;
  }

  List<ActiveRun> active() {
    return List.copyOf(active);
  }

  /** The one that began last, if there was one. */
  Optional<ActiveRun> last() {
    return Optional.ofNullable(last);
  }

  boolean isIdle() {
    return active.isEmpty() && reserved == 0;
  }

  /** Whether a place will be free in a moment. */
  boolean isEnding() {
    return active.stream().anyMatch(run -> run.isEnding() || run.state() == RunState.STOPPING);
  }

  /** STARTING, RUNNING and STOPPING count, as with Glue. */
  boolean isFull(Job job) {
    return active.size() + reserved >= job.maxConcurrentRuns();
  }

  /** Keeps a place for a run that is about to start. */
  void reserve() {
    reserved++;
  }

  void release() {
    reserved--;
  }

  JobStatus status(Job job, boolean isWaiting, Supplier<JobLag> measure, Instant now) {
    JobLag known = lag.last(measure);
    Optional<RunProgress> progress = last().map(ActiveRun::progress);
    return new JobStatus(
        job.id(),
        isWaiting && active.isEmpty()
            ? RunState.WAITING
            : last().map(ActiveRun::state).orElse(RunState.STOPPED),
        last().map(run -> run.owed().trigger()),
        progress.flatMap(RunProgress::lastBatchEnd),
        progress.map(each -> each.rowsPerSecond(now)).orElse(0.0),
        known.messages(),
        known.age(now),
        progress.flatMap(RunProgress::problem),
        progress.map(RunProgress::skippedWindows).orElse(0L));
  }

  void add(ActiveRun run) {
    active.add(run);
    last = run;
  }

  void remove(ActiveRun run) {
    active.remove(run);
  }
}
