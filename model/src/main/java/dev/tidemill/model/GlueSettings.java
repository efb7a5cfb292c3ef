package dev.tidemill.model;

import java.util.Optional;

/**
 * What a Glue run is made of.
 *
 * @param shared whether jobs with {@code every} run together in one streaming run. Of a job:
 *     whether it is in that run, which only one with {@code every} and without settings of its own
 *     is
 * @param workerType AWS's name; {@code G.025X} takes streaming runs only
 * @param workers 2 or more, one of which holds the driver
 * @param maintenanceWindow {@code Sun:3}: the weekday and the hour, UTC, after which Glue may
 *     restart a streaming run; empty: after seven days
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/add-job.html">Glue&#39;s worker
 *     types</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/glue-streaming-maintenance.html">Glue&#39;s
 *     maintenance windows</a>
 */
public record GlueSettings(
    boolean shared, String workerType, int workers, Optional<String> maintenanceWindow) {

  /** The worker that takes streaming runs only. */
  public static final String STREAMING_WORKER = "G.025X";

  /** Of jobs with {@code every}, where the definition says nothing. */
  public static final GlueSettings DEFAULT =
      new GlueSettings(true, STREAMING_WORKER, 2, Optional.empty());

  /** Of all other jobs, where the definition says nothing. */
  public static final GlueSettings BATCH = new GlueSettings(false, "G.1X", 2, Optional.empty());
}
