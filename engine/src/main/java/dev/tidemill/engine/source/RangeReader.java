package dev.tidemill.engine.source;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads the messages of a range. */
@FunctionalInterface
public interface RangeReader {

  /**
   * The committed messages, in no order.
   *
   * @return with the columns {@code key binary, value binary, topic string, partition int, offset
   *     long, timestamp timestamp, headers array<struct<key: string, value: binary>>}
   */
  Dataset<Row> read(StreamRange range);
}
