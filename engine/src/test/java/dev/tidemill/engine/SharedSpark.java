package dev.tidemill.engine;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of the engine's tests: starting one costs seconds. Nobody stops it. */
public final class SharedSpark {

  private static SparkSession session;

  private SharedSpark() {}

  /**
   * The session, with the settings of the product that matter to plans. Tests that need a catalog
   * add its settings under a name of their own.
   */
  public static synchronized SparkSession session() {
    if (session == null) {
      Path work = Path.of("target", "spark").toAbsolutePath();
      session =
          SparkSession.builder()
              .appName("tests")
              .master("local[2]")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.local.dir", work.toString())
              .config("spark.sql.warehouse.dir", work.resolve("warehouse").toString())
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.sql.ansi.enabled", "true")
              .config("spark.sql.caseSensitive", "true")
              // A fault in generated code shows, instead of being run without it.
              .config("spark.sql.codegen.factoryMode", "CODEGEN_ONLY")
              .config("spark.sql.codegen.fallback", "false")
              .getOrCreate();
    }
    return session;
  }
}
