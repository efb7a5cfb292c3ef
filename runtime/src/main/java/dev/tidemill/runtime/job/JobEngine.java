package dev.tidemill.runtime.job;

import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.util.List;

/**
 * What the runs of jobs need of the engine and the broker. Called by many threads; all methods
 * throw {@link dev.tidemill.engine.EngineException}, also while the broker is away.
 */
public interface JobEngine {

  /** Opens a job for one run. */
  JobRun open(Pipeline pipeline, Job job);

  /**
   * Carries out what a person decided for a job that stopped; no run of it is open then.
   *
   * @return what was done, a line each
   */
  List<String> resolve(Pipeline pipeline, Job job, WayOut wayOut);

  /** How far the job is behind. Takes up to some seconds. */
  JobLag lag(Pipeline pipeline, Job job);

  /**
   * What lies at the source that a job's {@code onArrival} names, in a text that changes when a
   * file is added or replaced; empty text: nothing. Costs no more than listing the files.
   */
  String arrivals(Pipeline pipeline, Job job);
}
