package dev.tidemill.runtime.up;

import dev.tidemill.model.Job;
import dev.tidemill.model.value.Durations;
import java.util.Optional;

/** What sets a job off, in words. */
final class Triggers {

  private Triggers() {}

  static Optional<String> of(Job job) {
    return job.every()
        .map(every -> "every " + Durations.format(every))
        .or(() -> job.after().map(after -> "after " + String.join(", ", after.jobs())))
        .or(() -> job.onArrival().map(node -> "arrival at " + node));
  }
}
