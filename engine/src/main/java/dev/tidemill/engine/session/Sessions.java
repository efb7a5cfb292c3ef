package dev.tidemill.engine.session;

import dev.tidemill.engine.ClusterSettings;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.commit.FencedCatalog;
import dev.tidemill.engine.files.StagedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Makes Spark sessions whose default catalog is ours. */
public final class Sessions {

  /** The name of the catalog with the pipeline's tables. */
  public static final String CATALOG = "tidemill";

  /** What the settings of that catalog begin with. */
  public static final String CATALOG_KEY = "spark.sql.catalog." + CATALOG;

  private static final List<String> H2_OPTIONS =
      List.of("DB_CLOSE_ON_EXIT=FALSE", "WRITE_DELAY=0", "DATABASE_TO_UPPER=FALSE");

  /**
   * What H2 says on a broken connection and on one to a database that was closed. Iceberg knows the
   * standard's codes only, and would keep a dead connection in its pool for ever.
   */
  public static final String BROKEN_CONNECTION = "90067,90098,90121";

  private Sessions() {}

  /**
   * Starts Spark in this process.
   *
   * @throws EngineException if a folder cannot be made
   */
  public static SparkSession start(EngineSettings settings) {
    makeFolders(settings);
    SparkSession.Builder builder = SparkSession.builder().appName("tidemill");
    local(settings).forEach(builder::config);
    options(settings).forEach(builder::config);
    settings.spark().forEach(builder::config);
    return builder.getOrCreate();
  }

  /**
   * The session of a Spark that was started for us. What its user has set wins, but for what tables
   * and rows depend on.
   */
  public static SparkSession start(ClusterSettings settings) {
    SparkConf given = new SparkConf();
    SparkSession.Builder builder = SparkSession.builder();
    submitted()
        .forEach(
            (name, value) -> {
              if (!given.contains(name)) {
                builder.config(name, value);
              }
            });
    options(settings).forEach(builder::config);
    return builder.getOrCreate();
  }

  /** A session beside others in a running Spark, with a lake and a catalog of its own. */
  public static SparkSession beside(SparkSession running, EngineSettings settings) {
    makeFolders(settings);
    SparkSession session = running.newSession();
    options(settings).forEach(session.conf()::set);
    settings.spark().forEach(session.conf()::set);
    return session;
  }

  private static void makeFolders(EngineSettings settings) {
    try {
      Files.createDirectories(settings.lake());
      Files.createDirectories(settings.work());
    } catch (IOException failure) {
      throw new EngineException("not-writable", "cannot write to " + failure.getMessage(), failure);
    }
  }

  /** What must be known before Spark starts. */
  private static Map<String, String> local(EngineSettings settings) {
    Map<String, String> local = new TreeMap<>();
    local.put("spark.master", "local[*]");
    local.put("spark.driver.host", "127.0.0.1");
    local.put("spark.driver.bindAddress", "127.0.0.1");
    local.put("spark.ui.enabled", "false");
    local.put("spark.ui.showConsoleProgress", "false");
    // Spark remembers what it did for its pages, also where there are none.
    local.put("spark.ui.retainedJobs", "20");
    local.put("spark.ui.retainedStages", "20");
    local.put("spark.ui.retainedTasks", "200");
    local.put("spark.sql.ui.retainedExecutions", "10");
    local.put("spark.local.dir", absolute(settings.work()));
    local.put("spark.sql.warehouse.dir", absolute(settings.work().resolve("warehouse")));
    local.put("spark.sql.catalogImplementation", "in-memory");
    local.put("spark.sql.artifact.isolation.enabled", "false");
    return local;
  }

  /** For a Spark that others have started. */
  private static Map<String, String> submitted() {
    Map<String, String> submitted = new TreeMap<>();
    // Jobs share the machines evenly, whichever came first.
    submitted.put("spark.scheduler.mode", "FAIR");
    submitted.put("spark.sql.shuffle.partitions", "16");
    // As on Glue, whose s3:// is Hadoop's S3A.
    submitted.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    return submitted;
  }

  private static Map<String, String> options(EngineSettings settings) {
    Map<String, String> options = new TreeMap<>(common());
    options.put("spark.sql.shuffle.partitions", "4");
    options.put(CATALOG_KEY + ".type", "jdbc");
    options.put(CATALOG_KEY + ".uri", database(settings.catalogUri()));
    jdbc(options);
    options.put(CATALOG_KEY + ".warehouse", absolute(settings.lake()));
    return options;
  }

  private static Map<String, String> options(ClusterSettings settings) {
    Map<String, String> options = new TreeMap<>(common());
    options.put(CATALOG_KEY + ".type", settings.catalogType());
    if (settings.catalogType().equals("jdbc")) {
      jdbc(options);
    }
    options.put(CATALOG_KEY + ".warehouse", settings.lake());
    settings.catalog().forEach((name, value) -> options.put(CATALOG_KEY + "." + name, value));
    options.computeIfPresent(CATALOG_KEY + ".uri", (name, uri) -> database(uri));
    return options;
  }

  /** What tables and rows depend on. */
  private static Map<String, String> common() {
    Map<String, String> options = new TreeMap<>();
    options.put("spark.sql.ansi.enabled", "true");
    options.put("spark.sql.caseSensitive", "true");
    options.put("spark.sql.session.timeZone", "UTC");
    options.put("spark.sql.datetime.java8API.enabled", "true");
    // Files: written where their manifest will look for them, in pieces as large as they may be,
    // with times that readers other than Spark understand.
    options.put("spark.sql.sources.commitProtocolClass", StagedFiles.class.getName());
    options.put("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false");
    options.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    options.put("spark.sql.defaultCatalog", CATALOG);
    options.put(CATALOG_KEY, FencedCatalog.class.getName());
    options.put(CATALOG_KEY + ".cache-enabled", "false");
    return options;
  }

  private static void jdbc(Map<String, String> options) {
    options.put(CATALOG_KEY + ".jdbc.user", "sa");
    options.put(CATALOG_KEY + ".jdbc.password", "");
    options.put(CATALOG_KEY + ".retryable_status_codes", BROKEN_CONNECTION);
    options.put(CATALOG_KEY + ".jdbc.schema-version", "V1");
  }

  /**
   * H2 loses what it acknowledged when its process is killed, and closes under a running batch at
   * SIGTERM, unless it is told not to. Iceberg looks for its own tables by their names in lower
   * case, so H2 must not turn them into capitals.
   */
  static String database(String uri) {
    if (!uri.startsWith("jdbc:h2:")) {
      return uri;
    }
    String safe = uri;
    for (String option : H2_OPTIONS) {
      String name = option.substring(0, option.indexOf('='));
      safe = safe.contains(";" + name + "=") ? safe : safe + ";" + option;
    }
    return safe;
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}
