package dev.tidemill.aws.plan;

import java.util.List;
import java.util.Optional;

/**
 * A chain of jobs on Glue.
 *
 * @param first the Glue job that begins it, by name
 * @param arrival the files that set it off; empty: it is started
 * @param links what follows what
 */
public record GlueWorkflow(
    String id, String name, String first, Optional<Arrival> arrival, List<Link> links) {

  public GlueWorkflow {
    links = List.copyOf(links);
  }

  /**
   * New objects in a bucket, which has to tell EventBridge of them.
   *
   * @param role what EventBridge acts as
   */
  public record Arrival(String bucket, String prefix, Role role) {}

  /**
   * A conditional trigger.
   *
   * @param jobs Glue jobs, by name
   * @param all whether all of them must have ended so, not any
   * @param state SUCCEEDED, FAILED, STOPPED or TIMEOUT
   * @param job what is started, by name
   */
  public record Link(String id, List<String> jobs, boolean all, String state, String job) {}

  static String arn(String name) {
    return Ref.arn("glue", "workflow/" + name);
  }
}
