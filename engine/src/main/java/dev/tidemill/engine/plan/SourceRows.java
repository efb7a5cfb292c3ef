package dev.tidemill.engine.plan;

import dev.tidemill.model.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gives the planner what the sources of a job hold in the range of a batch. */
@FunctionalInterface
public interface SourceRows {

  /**
   * The messages of a source, not decoded: the planner decodes and counts them, so that good and
   * bad ones are counted in the pass that writes.
   *
   * @param source a node of kind {@code stream}
   * @return with the columns of Spark's Kafka source: {@code key binary, value binary, topic
   *     string, partition int, offset long, timestamp timestamp}, and {@code headers} if the node's
   *     {@code metadata} asks for them; further columns are ignored
   */
  Dataset<Row> messages(Node source);
}
