package dev.tidemill.runtime.job;

import static dev.tidemill.model.RunState.ERROR;
import static dev.tidemill.model.RunState.EXPIRED;
import static dev.tidemill.model.RunState.FAILED;
import static dev.tidemill.model.RunState.RUNNING;
import static dev.tidemill.model.RunState.STARTING;
import static dev.tidemill.model.RunState.STOPPED;
import static dev.tidemill.model.RunState.STOPPING;
import static dev.tidemill.model.RunState.SUCCEEDED;
import static dev.tidemill.model.RunState.TIMEOUT;
import static dev.tidemill.model.RunState.WAITING;

import dev.tidemill.model.RunState;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which state of a run may follow which, as Glue has them.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/job-run-statuses.html">Glue&#39;s
 *     states</a>
 */
final class RunTransitions {

  private RunTransitions() {}

  static boolean isAllowed(RunState from, RunState to) {
    return next(from).contains(to);
  }

  private static Set<RunState> next(RunState from) {
    return switch (from) {
      case WAITING -> EnumSet.of(STARTING, STOPPED, ERROR);
      case STARTING -> EnumSet.of(RUNNING, STOPPING, FAILED, TIMEOUT, EXPIRED);
      case RUNNING -> EnumSet.of(STOPPING, SUCCEEDED, FAILED, TIMEOUT, EXPIRED);
      case STOPPING -> EnumSet.of(STOPPED);
      case STOPPED, SUCCEEDED, FAILED, TIMEOUT, ERROR, EXPIRED -> EnumSet.noneOf(RunState.class);
    };
  }
}
