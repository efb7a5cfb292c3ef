package dev.tidemill.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph of nodes. What sets it off is {@code every}, {@code after}, {@code onArrival} or a
 * schedule of the pipeline, else it is started by hand.
 *
 * @param every the micro-batch window; windows begin at whole multiples of it since 1970 UTC
 * @param onArrival the node whose new files set it off
 * @param timeout of a run; empty: none
 * @param retries further attempts of a run that failed
 * @param maxConcurrentRuns how many runs there may be at once
 * @param notifyDelayAfter how long a run may take before somebody is told
 * @param aws what its runs on Glue are made of
 * @param nodes by id, in the order of the file
 */
public record Job(
    String id,
    boolean enabled,
    Optional<Duration> every,
    Optional<After> after,
    Optional<String> onArrival,
    Optional<Duration> timeout,
    int retries,
    int maxConcurrentRuns,
    Optional<Duration> notifyDelayAfter,
    GlueSettings aws,
    Map<String, Node> nodes,
    Position position) {

  /**
   * The runs of other jobs that set a job off.
   *
   * @param state in which they end: SUCCEEDED, FAILED, STOPPED or TIMEOUT
   */
  public record After(List<String> jobs, When when, RunState state) {
    public After {
      jobs = List.copyOf(jobs);
    }
  }

  /** How many of the jobs must have ended. */
  public enum When {
    ALL,
    ANY
  }

  /** The same with another window, or none, and other runs on Glue. */
  public Job with(Optional<Duration> every, GlueSettings aws) {
    return new Job(
        id,
        enabled,
        every,
        after,
        onArrival,
        timeout,
        retries,
        maxConcurrentRuns,
        notifyDelayAfter,
        aws,
        nodes,
        position);
  }

  /** The nodes of one role, in the order of the file. */
  public List<Node> nodes(Node.Role role) {
    return nodes.values().stream().filter(node -> node.role() == role).toList();
  }
}
