package dev.tidemill.engine;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the engine works.
 *
 * @param lake the folder of the tables' data
 * @param catalogUri the JDBC URL of the Iceberg catalog's database, H2 in a file: {@code
 *     jdbc:h2:file:/path/state/catalog}
 * @param work a folder for Spark's temporary files; it may be deleted when the engine is closed
 * @param spark further settings of Spark, which win over ours
 */
public record EngineSettings(Path lake, String catalogUri, Path work, Map<String, String> spark) {

  public EngineSettings {
    spark = Map.copyOf(spark);
  }
}
