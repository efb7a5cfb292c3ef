package dev.tidemill.model;

/**
 * Where a run of a job stands, as Glue's {@code JobRunState} has it.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/job-run-statuses.html">Glue&#39;s
 *     states</a>
 */
public enum RunState {
  WAITING,
  STARTING,
  RUNNING,
  STOPPING,
  STOPPED,
  SUCCEEDED,
  FAILED,
  TIMEOUT,
  ERROR,
  EXPIRED;

  /** Whether a run stays in it. */
  public boolean isFinal() {
    return switch (this) {
      case WAITING, STARTING, RUNNING, STOPPING -> false;
      case STOPPED, SUCCEEDED, FAILED, TIMEOUT, ERROR, EXPIRED -> true;
    };
  }
}
