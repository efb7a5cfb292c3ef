package dev.tidemill.engine;

import java.util.Map;

/**
 * Where the engine works when its Spark is given to it: by {@code spark-submit}, by Glue.
 *
 * @param lake where the tables lie: a folder that all of Spark's machines see, or {@code
 *     s3://BUCKET/PREFIX}
 * @param catalogType {@code glue} or {@code jdbc}
 * @param catalog further properties of the Iceberg catalog, which win over ours: {@code uri},
 *     {@code client.region}
 */
public record ClusterSettings(String lake, String catalogType, Map<String, String> catalog) {

  public ClusterSettings {
    catalog = Map.copyOf(catalog);
  }
}
