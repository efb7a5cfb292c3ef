package dev.tidemill.engine.run;

import dev.tidemill.engine.Steps;
import dev.tidemill.engine.commit.Writer;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.time.Clock;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Catalog;
import org.apache.spark.sql.SparkSession;

/**
 * What a job is run with.
 *
 * @param kafka client settings
 * @param clock for what is measured and noted; batch times come from the caller
 */
public record JobContext(
    Pipeline pipeline,
    Job job,
    SparkSession session,
    Catalog catalog,
    Map<String, String> kafka,
    Steps steps,
    Clock clock,
    Sleeper sleeper) {

  Writer writer() {
    return new Writer(pipeline.id(), job.id());
  }

  String database() {
    return pipeline.names().database();
  }

  /** Hadoop's settings with those of the session: how S3 is reached. */
  Configuration hadoop() {
    return ((org.apache.spark.sql.classic.SparkSession) session).sessionState().newHadoopConf();
  }
}
