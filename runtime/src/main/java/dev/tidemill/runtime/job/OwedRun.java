package dev.tidemill.runtime.job;

import java.time.Instant;

/**
 * A run that has not ended. What a killed process leaves of them is run again by the next one.
 *
 * @param base the id of its first attempt
 * @param attempt from 1; above it after a failure
 * @param restarts how often it was begun again after the process had ended in it; from 0 for each
 *     attempt
 * @param since when it was asked for, in ISO
 * @param begun whether it has been STARTING; else it is WAITING
 */
record OwedRun(
    String base,
    String job,
    String trigger,
    int attempt,
    int restarts,
    String since,
    boolean begun) {

  /** As Glue builds it: {@code jr_1f…_attempt_1_restart_2}. */
  String id() {
    return base
        + (attempt > 1 ? "_attempt_" + (attempt - 1) : "")
        + (restarts > 0 ? "_restart_" + restarts : "");
  }

  Instant askedFor() {
    return Instant.parse(since);
  }

  OwedRun begin() {
    return new OwedRun(base, job, trigger, attempt, restarts, since, true);
  }

  /** The run that goes on with its work. */
  OwedRun restart(Instant now) {
    return new OwedRun(base, job, trigger, attempt, restarts + 1, now.toString(), false);
  }

  /** The run that tries again. */
  OwedRun retry(Instant now) {
    return new OwedRun(base, job, "retry", attempt + 1, 0, now.toString(), false);
  }
}
