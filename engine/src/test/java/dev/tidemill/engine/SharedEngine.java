package dev.tidemill.engine;

import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.engine.run.Sleeper;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/** The one engine of the tests, on the shared Spark. A pipeline of its own makes a test alone. */
public final class SharedEngine {

  private static final AtomicInteger PIPELINES = new AtomicInteger();

  private static Engine engine;

  private SharedEngine() {}

  public static synchronized Engine engine() {
    if (engine == null) {
      engine = Engine.beside(SharedSpark.session(), settings(newFolder()));
    }
    return engine;
  }

  /** Asks the tables of a pipeline for one column. */
  public static List<Object> column(Pipeline pipeline, String sql) {
    return engine().query(pipeline, sql, 0).rows().stream().map(row -> row.get(0)).toList();
  }

  /** Maintains a table of a pipeline with the defaults. */
  public static MaintenanceReport maintain(Pipeline pipeline, String table, Instant now) {
    return engine().maintain(pipeline, pipeline.tables().get(table), now);
  }

  /** Sends dead letters of the stream {@code events} again. */
  public static List<RedrivenMessage> redrive(
      Engine engine, Pipeline pipeline, Optional<List<String>> ids, Steps steps) {
    return redrive(engine, pipeline, TestTopic.clusters(), ids, steps);
  }

  /** The same, in a process without a broker of its own. */
  public static List<RedrivenMessage> redrive(
      Engine engine, Pipeline pipeline, Clusters kafka, Optional<List<String>> ids, Steps steps) {
    return engine.redrive(pipeline, pipeline.streams().get("events"), ids, kafka, steps);
  }

  public static Catalog catalog() {
    return engine().catalog();
  }

  /** A table of another engine. */
  public static Table table(Engine engine, Pipeline pipeline, String table) {
    return engine.catalog().loadTable(TableIdentifier.of(pipeline.names().database(), table));
  }

  /** A table of a pipeline. */
  public static Table table(Pipeline pipeline, String table) {
    return table(engine(), pipeline, table);
  }

  /** Opens a job whose clock and waiting are the test's. */
  public static JobRun open(
      Pipeline pipeline, String job, Steps steps, Clock clock, Sleeper sleeper) {
    return engine()
        .open(pipeline, pipeline.jobs().get(job), TestTopic.clusters(), steps, clock, sleeper);
  }

  /** Opens a job of another engine, which waits in vain nowhere. */
  public static JobRun open(Engine engine, Pipeline pipeline, String job, Clock clock) {
    return engine.open(
        pipeline,
        pipeline.jobs().get(job),
        Clusters.single(Map.of()),
        Steps.NONE,
        clock,
        wait -> {
          throw new IllegalStateException("Would wait " + wait);
        });
  }

  /** Takes a way out that tells of its steps. */
  public static List<String> resolve(
      Engine engine, Pipeline pipeline, String job, Clusters kafka, WayOut wayOut, Steps steps) {
    return engine.resolve(pipeline, pipeline.jobs().get(job), kafka, wayOut, steps);
  }

  /** The id of a pipeline that nothing else has. */
  public static String newPipeline() {
    return "p" + PIPELINES.incrementAndGet();
  }

  public static Path newFolder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target", "engines")).toAbsolutePath(), "engine");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Another engine on the shared Spark; the caller closes it. */
  public static Engine another(Path folder) {
    return another(settings(folder));
  }

  /** The same, where it works being told. */
  public static Engine another(EngineSettings settings) {
    return Engine.beside(SharedSpark.session(), settings);
  }

  /** As the product lays a folder out; its catalog is elsewhere if {@code catalog.url} says so. */
  public static EngineSettings settings(Path folder) {
    return new EngineSettings(
        folder.resolve("lake"), catalog(folder), folder.resolve("work"), Map.of());
  }

  private static String catalog(Path folder) {
    Path elsewhere = folder.resolve("catalog.url");
    try {
      return Files.exists(elsewhere)
          ? Files.readString(elsewhere)
          : "jdbc:h2:file:" + folder.resolve("catalog");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
