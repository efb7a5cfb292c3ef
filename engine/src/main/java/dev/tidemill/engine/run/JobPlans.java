package dev.tidemill.engine.run;

import dev.tidemill.engine.plan.BatchParameters;
import dev.tidemill.engine.plan.CountedPlan;
import dev.tidemill.engine.plan.JobPlanner;
import dev.tidemill.engine.source.RangeReader;
import dev.tidemill.engine.source.SparkKafkaReader;
import dev.tidemill.engine.source.StreamRange;
import dev.tidemill.model.Stream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Plans of a job over ranges. */
final class JobPlans implements Batch.Planner {

  private final JobContext context;
  private final RangeReader reader;

  JobPlans(JobContext context) {
    this.context = context;
    this.reader = new SparkKafkaReader(context.session(), context.kafka());
  }

  RangeReader reader() {
    return reader;
  }

  @Override
  public CountedPlan apply(Map<String, StreamRange> ranges, BatchParameters parameters) {
    return JobPlanner.plan(
        context.pipeline(),
        context.job(),
        context.session(),
        source -> {
          Stream stream = context.pipeline().streams().get(SourceStream.streamOf(source));
          return reader.read(ranges.get(stream.topic()));
        },
        parameters);
  }

  /** For the columns of the targets alone. */
  CountedPlan overNothing() {
    Map<String, StreamRange> nothing = new TreeMap<>();
    SourceStream.of(context.pipeline(), context.job())
        .forEach(stream -> nothing.put(stream.topic(), StreamRange.empty(stream.topic(), "")));
    return apply(nothing, new BatchParameters(Instant.EPOCH, Instant.EPOCH, 0));
  }
}
