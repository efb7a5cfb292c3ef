package dev.tidemill.engine.run;

import dev.tidemill.engine.Steps;
import dev.tidemill.engine.commit.Writer;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.time.Clock;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Catalog;
import org.apache.spark.sql.SparkSession;

/**
 * What a job is run with.
 *
 * @param clusters where its streams are
 * @param clock for what is measured and noted; batch times come from the caller
 */
public record JobContext(
    Pipeline pipeline,
    Job job,
    SparkSession session,
    Catalog catalog,
    Clusters clusters,
    Steps steps,
    Clock clock,
    Sleeper sleeper) {

  Writer writer() {
    return new Writer(pipeline.id(), job.id());
  }

  /** Client settings for a stream. */
  Map<String, String> kafka(Stream stream) {
    return clusters.of(pipeline, stream);
  }

  String database() {
    return pipeline.names().database();
  }

  /** Hadoop's settings with those of the session: how S3 is reached. */
  Configuration hadoop() {
    return ((org.apache.spark.sql.classic.SparkSession) session).sessionState().newHadoopConf();
  }
}
