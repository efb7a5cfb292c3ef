package dev.tidemill.engine.plan;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Makes Spark plans of jobs. Thread-safe; leaves nothing behind in the session. */
public final class JobPlanner {

  private JobPlanner() {}

  /**
   * Plans one batch. Executes nothing.
   *
   * @throws PlanException if there is an error in the job
   */
  public static CountedPlan plan(
      Pipeline pipeline,
      Job job,
      SparkSession session,
      SourceRows sources,
      BatchParameters parameters) {
    if (job != null) {
      throw new UnsupportedOperationException("Not built yet");
    }
    return null;
  }

  /** Plans over empty sources, and says what is wrong or worth a thought. Executes nothing. */
  public static List<Finding> check(Pipeline pipeline, Job job, SparkSession session) {
    if (job != null) {
      throw new UnsupportedOperationException("Not built yet");
    }
    return null;
  }
}
