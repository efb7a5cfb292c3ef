package dev.tidemill.engine;

import dev.tidemill.engine.commit.BookmarksTopic;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.engine.plan.JobPlanner;
import dev.tidemill.engine.redrive.DeadLetterCounts;
import dev.tidemill.engine.redrive.DeadLetterTable;
import dev.tidemill.engine.redrive.Redrive;
import dev.tidemill.engine.run.Arrivals;
import dev.tidemill.engine.run.JobContext;
import dev.tidemill.engine.run.Sleeper;
import dev.tidemill.engine.run.StreamingJobRun;
import dev.tidemill.engine.run.TableName;
import dev.tidemill.engine.session.Catalogs;
import dev.tidemill.engine.session.Queries;
import dev.tidemill.engine.session.Sessions;
import dev.tidemill.engine.upkeep.RunningBatches;
import dev.tidemill.engine.upkeep.Upkeep;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.SparkSession;

/**
 * Spark and the tables of one lake: plans jobs, runs them and answers queries.
 *
 * <p>One engine a process. Calls may come from several threads; each {@link JobRun} belongs to one.
 */
public final class Engine implements AutoCloseable {

  private final SparkSession session;
  private final Catalog catalog;
  private final boolean ownsSpark;
  private final Queries queries;
  private final DeadLetterCounts deadLetterCounts;
  private final RunningBatches running = new RunningBatches(Clock.systemUTC());
  private final Upkeep upkeep;

  private Engine(SparkSession session, boolean ownsSpark) {
    this.session = session;
    this.ownsSpark = ownsSpark;
    this.catalog = Catalogs.open(session);
    this.queries = new Queries(session, catalog);
    this.deadLetterCounts = new DeadLetterCounts(catalog);
    this.upkeep = new Upkeep(session, catalog, running, Clock.systemUTC());
  }

  /**
   * Starts Spark. Takes seconds.
   *
   * @throws EngineException if the lake's folder or the catalog's database cannot be used
   */
  public static Engine start(EngineSettings settings) {
    return new Engine(Sessions.start(settings), true);
  }

  /**
   * Takes the Spark that this process was started with, by {@code spark-submit} or Glue.
   *
   * @throws EngineException if the catalog cannot be used
   */
  public static Engine start(ClusterSettings settings) {
    return new Engine(Sessions.start(settings), true);
  }

  /** An engine in a process where Spark runs already, with a lake of its own. */
  static Engine beside(SparkSession running, EngineSettings settings) {
    return new Engine(Sessions.beside(running, settings), false);
  }

  /** Hadoop's settings with those of Spark: how S3 is reached. */
  public Configuration hadoop() {
    return ((org.apache.spark.sql.classic.SparkSession) session).sessionState().newHadoopConf();
  }

  Catalog catalog() {
    return catalog;
  }

  /** Plans a job over empty inputs, without Kafka; no findings: it can run. */
  public List<Finding> plan(Pipeline pipeline, Job job) {
    return JobPlanner.check(pipeline, job, session);
  }

  /**
   * Opens a job to run it; its tables are created by the first call of {@link JobRun#next}.
   *
   * @param clusters where its streams are
   */
  public JobRun open(Pipeline pipeline, Job job, Clusters clusters, Steps steps) {
    return open(pipeline, job, clusters, steps, Clock.systemUTC(), Sleeper.REAL);
  }

  JobRun open(
      Pipeline pipeline, Job job, Clusters clusters, Steps steps, Clock clock, Sleeper sleeper) {
    return running.watch(
        new StreamingJobRun(
            new JobContext(pipeline, job, session, catalog, clusters, steps, clock, sleeper)));
  }

  /**
   * Takes a way out for a job that stopped, in one commit for each target that needs it. If it is
   * killed in between, it can be taken again for the rest. To be called before {@link #open}, while
   * the job does not run.
   *
   * @return what was done, a line for each target
   * @throws EngineException {@code nothing-to-resolve} if no target needs it, {@code rolled-back}
   *     if a table holds no bookmark to go back to, {@code new-writer} if both jobs wrote to a
   *     target
   */
  public List<String> resolve(Pipeline pipeline, Job job, Clusters clusters, WayOut wayOut) {
    return resolve(pipeline, job, clusters, wayOut, Steps.NONE);
  }

  List<String> resolve(Pipeline pipeline, Job job, Clusters clusters, WayOut wayOut, Steps steps) {
    JobContext context =
        new JobContext(
            pipeline, job, session, catalog, clusters, steps, Clock.systemUTC(), Sleeper.REAL);
    try (StreamingJobRun run = new StreamingJobRun(context)) {
      return run.resolve(wayOut);
    }
  }

  /**
   * What lies in the folder that the job's {@code onArrival} names, without files that may still be
   * written, in a text that changes with it; empty text: nothing. Costs no more than a listing.
   *
   * @throws EngineException if it cannot be listed
   */
  public String arrivals(Pipeline pipeline, Job job) {
    return Arrivals.of(
        new JobContext(
            pipeline,
            job,
            session,
            catalog,
            Clusters.single(Map.of()),
            Steps.NONE,
            Clock.systemUTC(),
            Sleeper.REAL));
  }

  /**
   * Asks the tables. Names without a database are those of the pipeline.
   *
   * @param limit rows fetched at most; 0: all
   * @throws EngineException with one line if the statement is wrong or does not only read
   */
  public QueryResult query(Pipeline pipeline, String sql, int limit) {
    return queries.ask(pipeline.names().database(), sql, limit);
  }

  /**
   * Keeps a table small and quick: joins small files, lets old snapshots and files that nothing
   * refers to go. Jobs may write meanwhile; where they are faster, it is left for the next time and
   * said in a notice. Nothing is done to a table that does not exist yet, or has no maintenance.
   *
   * @param now decides what is old
   * @throws EngineException if the lake or the catalog cannot be used
   */
  public MaintenanceReport maintain(Pipeline pipeline, Table table, Instant now) {
    return table
        .maintenance()
        .map(settings -> upkeep.maintain(identifier(pipeline, table.id()), settings, now))
        .orElseGet(() -> Upkeep.nothing(table.id()));
  }

  /** The same for a stream's dead letters, with the defaults of {@code maintenance}. */
  public MaintenanceReport maintainDeadLetters(Pipeline pipeline, Stream stream, Instant now) {
    return upkeep.maintain(
        identifier(pipeline, Names.deadLetters(stream.id())), Upkeep.DEFAULTS, now);
  }

  /**
   * When a table of the pipeline was maintained last, by whichever process; 1970 if never.
   *
   * @param table its name, or that of a stream's dead letters
   * @throws EngineException if the lake or the catalog cannot be used
   */
  public Instant maintained(Pipeline pipeline, String table) {
    return upkeep.last(identifier(pipeline, table));
  }

  /**
   * The dead letters of a stream, the last found first.
   *
   * @param limit rows at most; 0: all
   */
  public List<DeadLetterRow> deadLetters(Pipeline pipeline, Stream stream, int limit) {
    return deadLetters(pipeline, stream).rows(limit);
  }

  /**
   * Sends dead letters of a stream to its topic again, in transactions of 2,000, and marks their
   * rows. A process that is killed in between sends none twice: the next call marks first.
   *
   * @param ids {@code TOPIC/PARTITION/OFFSET}, also of some that were redriven before; empty: all
   *     that were not
   * @param clusters where its streams are
   * @return one for each of the ids, and for each that a killed call had sent
   * @throws EngineException if a transaction failed; those before it stand
   */
  public List<RedrivenMessage> redrive(
      Pipeline pipeline, Stream stream, Optional<List<String>> ids, Clusters clusters) {
    return redrive(pipeline, stream, ids, clusters, Steps.NONE);
  }

  List<RedrivenMessage> redrive(
      Pipeline pipeline,
      Stream stream,
      Optional<List<String>> ids,
      Clusters clusters,
      Steps steps) {
    Names names = pipeline.names();
    Map<String, String> kafka = clusters.of(pipeline, stream);
    return new Redrive(
            stream,
            deadLetters(pipeline, stream),
            new BookmarksTopic(names.physical("bookmarks"), kafka),
            steps,
            Clock.systemUTC())
        .send(ids, kafka, names.physical("redrive") + "-" + stream.id());
  }

  /**
   * How many dead letters of a stream were never sent again; asks no job of Spark.
   *
   * @throws EngineException if the catalog does not answer
   */
  public long waitingDeadLetters(Pipeline pipeline, Stream stream) {
    try {
      return deadLetterCounts.waiting(identifier(pipeline, Names.deadLetters(stream.id())));
    } catch (RuntimeException failure) {
      throw new EngineException("", "the catalog does not answer", failure);
    }
  }

  private DeadLetterTable deadLetters(Pipeline pipeline, Stream stream) {
    return new DeadLetterTable(
        session,
        catalog,
        new TableName(pipeline.names().database(), Names.deadLetters(stream.id())));
  }

  private static TableIdentifier identifier(Pipeline pipeline, String table) {
    return TableIdentifier.of(pipeline.names().database(), table);
  }

  /** Closes the catalog and stops Spark. */
  @Override
  public void close() {
    Catalogs.close(catalog);
    if (ownsSpark) {
      session.stop();
    }
  }
}
