package dev.tidemill.runtime.job;

import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.JobRunEntry;
import dev.tidemill.runtime.process.WorldException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how the runs ended that an ended process has left. */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final int LOOKED_THROUGH = 1000;
  private static final String KILLED = "the process ended before the run did";

  private final RunRecords records;
  private final Map<String, JobRunEntry> last = new LinkedHashMap<>();

  /** Reads the last runs; while the database is away, the ledger alone is gone by. */
  Leftovers(History history, RunRecords records) {
    this.records = records;
    try {
      history.runs(Optional.empty(), LOOKED_THROUGH).forEach(run -> last.put(run.runId(), run));
    } catch (WorldException away) {
      LOG.warn("Runs left open are not closed in the history: {}", away.getMessage());
    }
  }

  /**
   * Closes them.
   *
   * @param settle takes each run of the ledger that has ended, and how
   */
  void close(Pipeline pipeline, Ledger ledger, BiConsumer<OwedRun, RunState> settle) {
    for (OwedRun run : ledger.runs()) {
      Optional<JobRunEntry> known = Optional.ofNullable(last.remove(run.id()));
      Optional<RunState> written = known.map(JobRunEntry::state).filter(RunState::isFinal);
      Optional<RunState> end = written.or(() -> end(run, pipeline, ledger));
      if (written.isEmpty() && end.isPresent()) {
        records.closed(run, known, end.get(), KILLED);
      }
      end.ifPresent(state -> settle.accept(run, state));
    }
    last.values().stream()
        .filter(entry -> !entry.state().isFinal())
        .forEach(entry -> records.closed(entry, RunState.EXPIRED, KILLED));
  }

  /** Empty: it was WAITING, and still is. */
  private static Optional<RunState> end(OwedRun run, Pipeline pipeline, Ledger ledger) {
    Job job = pipeline.jobs().get(run.job());
    if (!run.begun()) {
      if (job == null) {
        return Optional.of(RunState.ERROR);
      }
      return job.enabled() ? Optional.empty() : Optional.of(RunState.STOPPED);
    }
    boolean wasStopping = ledger.stopped().contains(run.job());
    return Optional.of(wasStopping ? RunState.STOPPED : RunState.EXPIRED);
  }
}
