package dev.tidemill.engine;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.util.List;
import java.util.Map;

/**
 * Spark and the tables of one lake: plans jobs, runs them and answers queries.
 *
 * <p>One engine a process. Calls may come from several threads.
 */
public final class Engine implements AutoCloseable {

  private final EngineSettings settings;

  private Engine(EngineSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts Spark. Takes seconds.
   *
   * @throws EngineException if the lake's folder or the catalog's database cannot be used
   */
  public static Engine start(EngineSettings settings) {
    return new Engine(settings);
  }

  /** Plans a job over empty inputs, without Kafka; no findings: it can run. */
  public List<Finding> plan(Pipeline pipeline, Job job) {
    if (settings != null) {
      throw new UnsupportedOperationException("Not built yet");
    }
    return null;
  }

  /**
   * Opens a job to run it; its tables are created by the first call of {@link JobRun#next}.
   *
   * @param kafka {@code bootstrap.servers} and other client settings
   */
  public JobRun open(Pipeline pipeline, Job job, Map<String, String> kafka, Steps steps) {
    if (settings != null) {
      throw new UnsupportedOperationException("Not built yet");
    }
    return null;
  }

  /**
   * Asks the tables. Names without a database are those of the pipeline.
   *
   * @param limit rows fetched at most; 0: all
   * @throws EngineException with one line if the statement is wrong
   */
  public QueryResult query(Pipeline pipeline, String sql, int limit) {
    if (settings != null) {
      throw new UnsupportedOperationException("Not built yet");
    }
    return null;
  }

  /** Stops Spark and closes the catalog. */
  @Override
  public void close() {}
}
