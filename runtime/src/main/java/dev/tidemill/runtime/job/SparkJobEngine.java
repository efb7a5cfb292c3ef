package dev.tidemill.runtime.job;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * The engine of this process, with the broker's client settings of the moment.
 *
 * @param kafka {@code bootstrap.servers} and other client settings; asked for at each call
 * @param steps where a test stops runs
 */
public record SparkJobEngine(Engine engine, Supplier<Map<String, String>> kafka, Steps steps)
    implements JobEngine {

  /** Stops at no step. */
  public SparkJobEngine(Engine engine, Supplier<Map<String, String>> kafka) {
    this(engine, kafka, Steps.NONE);
  }

  @Override
  public JobRun open(Pipeline pipeline, Job job) {
    return asking(() -> engine.open(pipeline, job, kafka.get(), steps));
  }

  @Override
  public List<String> resolve(Pipeline pipeline, Job job, WayOut wayOut) {
    return asking(() -> engine.resolve(pipeline, job, kafka.get(), wayOut));
  }

  @Override
  public JobLag lag(Pipeline pipeline, Job job) {
    return asking(() -> StreamLag.of(pipeline, job, kafka.get()));
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
