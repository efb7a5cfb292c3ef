package dev.tidemill.runtime.job;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * The engine of this process, with the clusters of the moment.
 *
 * @param clusters where streams are; asked for at each call
 * @param steps where a test stops runs
 */
public record SparkJobEngine(Engine engine, Supplier<Clusters> clusters, Steps steps)
    implements JobEngine {

  /** Stops at no step. */
  public SparkJobEngine(Engine engine, Supplier<Clusters> clusters) {
    this(engine, clusters, Steps.NONE);
  }

  @Override
  public JobRun open(Pipeline pipeline, Job job) {
    return asking(() -> engine.open(pipeline, job, clusters.get(), steps));
  }

  @Override
  public List<String> resolve(Pipeline pipeline, Job job, WayOut wayOut) {
    return asking(() -> engine.resolve(pipeline, job, clusters.get(), wayOut));
  }

  @Override
  public JobLag lag(Pipeline pipeline, Job job) {
    return asking(() -> StreamLag.of(pipeline, job, clusters.get()));
  }

  @Override
  public String arrivals(Pipeline pipeline, Job job) {
    return engine.arrivals(pipeline, job);
  }

  private static <T> T asking(Supplier<T> call) {
    try {
      return call.get();
    } catch (KafkaException away) {
      throw new EngineException("kafka", "Kafka cannot be reached: " + away.getMessage(), away);
    }
  }
}
