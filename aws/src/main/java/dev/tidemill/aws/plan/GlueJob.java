package dev.tidemill.aws.plan;

import dev.tidemill.model.GlueSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job of AWS Glue.
 *
 * @param id in the deployment: that of its only job, or {@link #SHARED}
 * @param jobs of the definition that run in it
 * @param streaming whether it has no end; a keeper starts it wherever none runs
 * @param timeout of a run; empty: none
 * @param arguments by full name, in order
 */
public record GlueJob(
    String id,
    String name,
    List<String> jobs,
    boolean streaming,
    GlueSettings settings,
    Optional<Duration> timeout,
    int retries,
    int maxConcurrentRuns,
    Optional<Duration> notifyDelayAfter,
    boolean inNetwork,
    Map<String, String> arguments,
    Role role) {

  /** The id of the job that all jobs with {@code every} share; no id of a job begins with '_'. */
  public static final String SHARED = "_shared";

  public GlueJob {
    jobs = List.copyOf(jobs);
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** The log groups that Glue writes to, by our prefix. */
  public List<String> logGroups() {
    return logGroups(name);
  }

  static String logPrefix(String name) {
    return "/aws-glue/jobs/" + name;
  }

  static List<String> logGroups(String name) {
    return List.of(logPrefix(name) + "/error", logPrefix(name) + "/output");
  }

  static String arn(String name) {
    return Ref.arn("glue", "job/" + name);
  }
}
