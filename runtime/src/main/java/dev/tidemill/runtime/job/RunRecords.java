package dev.tidemill.runtime.job;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.history.BatchEntry;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.JobRunEntry;
import dev.tidemill.runtime.history.NoticeEntry;
import dev.tidemill.runtime.process.WorldException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the history and the job's log what happens in runs. Fails nobody. */
final class RunRecords {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecords.class);

  private final History history;
  private final DataFolder data;
  private final Clock clock;

  RunRecords(History history, DataFolder data, Clock clock) {
    this.history = history;
    this.data = data;
    this.clock = clock;
  }

  /** A run is in another state now. */
  void entered(OwedRun run, RunState state, RunProgress progress) {
    Optional<Instant> ended = state.isFinal() ? Optional.of(clock.instant()) : Optional.empty();
    history.add(
        new JobRunEntry(
            run.askedFor(),
            run.id(),
            run.job(),
            run.trigger(),
            state,
            run.attempt(),
            ended,
            progress.batches(),
            progress.rowsIn(),
            progress.rowsOut(),
            progress.problem(),
            data.jobLog(run.job())));
    log(run.job(), log -> log.line("RUN %s %s".formatted(run.id(), state)));
  }

  /** A run of an ended process ended like this. */
  void closed(OwedRun run, Optional<JobRunEntry> left, RunState state, String why) {
    if (left.isPresent()) {
      closed(left.get(), state, why);
    } else {
      RunProgress unknown = new RunProgress();
      unknown.failed(why);
      entered(run, state, unknown);
    }
  }

  /** With the counts that the history has of it. */
  void closed(JobRunEntry left, RunState state, String why) {
    history.add(
        new JobRunEntry(
            left.at(),
            left.runId(),
            left.job(),
            left.trigger(),
            state,
            left.attempt(),
            Optional.of(clock.instant()),
            left.batches(),
            left.rowsIn(),
            left.rowsOut(),
            Optional.of(why),
            left.log()));
  }

  void batch(OwedRun run, BatchReport report) {
    history.add(new BatchEntry(clock.instant().minus(report.took()), run.id(), report));
    report.notices().forEach(notice -> say(run.job(), notice, true));
    log(run.job(), log -> log.batch(report));
  }

  void failure(OwedRun run, String what, RuntimeException reason) {
    say(run.job(), what + ": " + OneLine.of(reason), true);
    log(run.job(), log -> log.failure(what, reason));
  }

  void say(String job, String text, boolean warning) {
    history.add(new NoticeEntry(clock.instant(), "job " + job, text, warning));
  }

  private void log(String job, Consumer<JobLog> entry) {
    try {
      entry.accept(new JobLog(data.jobLog(job), clock));
    } catch (WorldException unwritable) {
      LOG.warn(unwritable.getMessage());
    }
  }
}
