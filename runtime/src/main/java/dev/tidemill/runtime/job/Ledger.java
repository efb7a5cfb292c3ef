package dev.tidemill.runtime.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What must not be forgotten when the process ends.
 *
 * @param runs those that have not ended
 * @param stopped the streaming jobs that were stopped by hand
 * @param reached for each job with {@code after}: those of the jobs before it that have ended in
 *     the wanted state since it was last started
 */
record Ledger(List<OwedRun> runs, Set<String> stopped, Map<String, Set<String>> reached) {

  static final Ledger EMPTY = new Ledger(List.of(), Set.of(), Map.of());

  Ledger {
    runs = List.copyOf(runs);
    stopped = Set.copyOf(stopped);
    reached = Map.copyOf(reached);
  }

  /** The run of a job that has not begun. */
  Optional<OwedRun> waiting(String job) {
    return runs.stream().filter(run -> run.job().equals(job) && !run.begun()).findFirst();
  }

  /** With a run, in the place of one of the same id. */
  Ledger with(OwedRun run) {
    return runs(
        all -> {
          all.removeIf(known -> known.id().equals(run.id()));
          all.add(run);
          return all;
        });
  }

  Ledger without(String runId) {
    return runs(
        all -> {
          all.removeIf(run -> run.id().equals(runId));
          return all;
        });
  }

  Ledger stopped(String job, boolean isStopped) {
    Set<String> jobs = new TreeSet<>(stopped);
    if (isStopped) {
      jobs.add(job);
    } else {
      jobs.remove(job);
    }
    return new Ledger(runs, jobs, reached);
  }

  Ledger reached(String job, Set<String> before) {
    Map<String, Set<String>> jobs = new TreeMap<>(reached);
    if (before.isEmpty()) {
      jobs.remove(job);
    } else {
      jobs.put(job, Set.copyOf(before));
    }
    return new Ledger(runs, stopped, jobs);
  }

  private Ledger runs(UnaryOperator<List<OwedRun>> change) {
    return new Ledger(change.apply(new ArrayList<>(runs)), stopped, reached);
  }
}
