package dev.tidemill.runtime.job;

import dev.tidemill.model.Job;
import dev.tidemill.model.RunState;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * What follows from the end of a run: the jobs with {@code after}. Unlike Glue's conditional
 * triggers, which see only what another trigger has started, every run counts, however it began.
 */
final class Chain {

  private Chain() {}

  /**
   * The ledger with what is due now. The last end of each job before counts; after {@code when:
   * all} was met, all of them must end again. A run that waits already will see what this one did.
   *
   * @param newRun of a job and a trigger
   */
  static Ledger after(
      Collection<Job> jobs,
      String ended,
      RunState state,
      Ledger ledger,
      BiFunction<String, String, OwedRun> newRun) {
    Ledger next = ledger;
    for (Job job : jobs) {
      if (job.enabled() && job.after().isPresent() && names(job.after().get(), ended)) {
        next = follow(job, ended, state, next, newRun);
      }
    }
    return next;
  }

  private static Ledger follow(
      Job job,
      String ended,
      RunState state,
      Ledger ledger,
      BiFunction<String, String, OwedRun> newRun) {
    Job.After after = job.after().orElseThrow();
    Set<String> reached = new TreeSet<>(ledger.reached().getOrDefault(job.id(), Set.of()));
    if (state == after.state()) {
      reached.add(ended);
    } else {
      reached.remove(ended);
    }
    boolean met =
        after.when() == Job.When.ANY ? reached.contains(ended) : reached.containsAll(after.jobs());
    if (!met) {
      return ledger.reached(job.id(), reached);
    }
    Ledger next = ledger.reached(job.id(), Set.of());
    return next.waiting(job.id()).isPresent()
        ? next
        : next.with(newRun.apply(job.id(), "after " + ended));
  }

  private static boolean names(Job.After after, String job) {
    return after.jobs().contains(job);
  }
}
