package dev.tidemill.engine.plan;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Makes Spark plans of jobs. Thread-safe; leaves nothing behind in the session. */
public final class JobPlanner {

  private static final StructType MESSAGES =
      StructType.fromDDL(
          "key binary, value binary, topic string, partition int, offset bigint,"
              + " timestamp timestamp, headers array<struct<key: string, value: binary>>");

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
    Planning planning = planning(pipeline, job, session, sources, parameters, Observed::of);
    Optional<CountedPlan> plan = planning.run();
    return plan.orElseThrow(() -> new PlanException(planning.findings()));
  }

  /** Plans over empty sources, and says what is wrong or worth a thought. Executes nothing. */
  public static List<Finding> check(Pipeline pipeline, Job job, SparkSession session) {
    Planning planning =
        planning(
            pipeline,
            job,
            session,
            nothing(session),
            new BatchParameters(Instant.EPOCH, Instant.EPOCH, 0),
            node -> Observed.nothing());
    planning.run();
    return planning.findings();
  }

  /** Sources without rows. */
  public static SourceRows nothing(SparkSession session) {
    return source -> empty(source, session);
  }

  private static Dataset<Row> empty(Node source, SparkSession session) {
    if (!source.kind().equals("stream")) {
      throw new IllegalArgumentException("No source " + source.kind());
    }
    return session.createDataFrame(List.of(), MESSAGES);
  }

  private static Planning planning(
      Pipeline pipeline,
      Job job,
      SparkSession session,
      SourceRows sources,
      BatchParameters parameters,
      Function<String, Observed> observe) {
    return new Planning(
        pipeline,
        job,
        (org.apache.spark.sql.classic.SparkSession) session,
        sources,
        parameters,
        observe);
  }
}
