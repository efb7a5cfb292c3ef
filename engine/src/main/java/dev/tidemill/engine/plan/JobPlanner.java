package dev.tidemill.engine.plan;

import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.kind.KindBinder;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final BatchParameters NO_BATCH =
      new BatchParameters(Instant.EPOCH, Instant.EPOCH, 0);

  private JobPlanner() {}

  /**
   * Plans one batch. Executes nothing.
   *
   * @param shared what {@link #share} found for the job
   * @throws PlanException if there is an error in the job
   */
  public static CountedPlan plan(
      Pipeline pipeline,
      Job job,
      SparkSession session,
      SourceRows sources,
      BatchParameters parameters,
      Shared shared) {
    Sharing sharing = new Sharing(shared);
    Planning planning = planning(pipeline, job, session, sources, parameters, sharing);
    Optional<Map<String, PlannedNode>> nodes = planning.run();
    return new PlannedJob(
        job, nodes.orElseThrow(() -> new PlanException(planning.findings())), sharing);
  }

  /** Finds out what several targets have in common. Holds for each batch. Executes nothing. */
  public static Shared share(Pipeline pipeline, Job job, SparkSession session) {
    List<String> forks = Forks.of(job);
    if (forks.isEmpty()) {
      return Shared.NOTHING;
    }
    Probes probes = new Probes((org.apache.spark.sql.classic.SparkSession) session, forks);
    Optional<Map<String, PlannedNode>> nodes =
        planning(pipeline, job, session, nothing(session), NO_BATCH, probes).run();
    return nodes.isEmpty()
        ? Shared.NOTHING
        : probes.shared(
            job.nodes(Node.Role.TARGET).stream()
                .map(target -> nodes.get().get(target.id()).rows())
                .toList());
  }

  /** Plans over empty sources, and says what is wrong or worth a thought. Executes nothing. */
  public static List<Finding> check(Pipeline pipeline, Job job, SparkSession session) {
    Planning planning =
        planning(pipeline, job, session, nothing(session), NO_BATCH, NodeRows.UNTOUCHED);
    planning.run();
    return planning.findings();
  }

  /** Sources without rows. */
  public static SourceRows nothing(SparkSession session) {
    return source -> empty(source, session);
  }

  private static Dataset<Row> empty(Node source, SparkSession session) {
    return session.createDataFrame(
        List.of(),
        switch (source.kind()) {
          case "stream" -> MESSAGES;
          case "files" -> SourceRows.ofFiles(KindBinder.bind(source, FilesSource.class));
          default -> throw new IllegalArgumentException("No source " + source.kind());
        });
  }

  private static Planning planning(
      Pipeline pipeline,
      Job job,
      SparkSession session,
      SourceRows sources,
      BatchParameters parameters,
      NodeRows nodeRows) {
    return new Planning(
        pipeline,
        job,
        (org.apache.spark.sql.classic.SparkSession) session,
        sources,
        parameters,
        nodeRows);
  }
}
