package dev.tidemill.engine.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.tidemill.engine.decode.Decode;
import dev.tidemill.engine.source.RangeReader;
import dev.tidemill.engine.source.StreamRange;
import dev.tidemill.model.Stream;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Reads a range for the messages that cannot be decoded. */
final class BadMessages {

  /** The columns of a table of dead letters. */
  static final StructType COLUMNS =
      StructType.fromDDL(
          "topic string, topicId string, partition int, offset bigint, timestamp timestamp,"
              + " key binary, value binary, headers array<struct<name: string, value: binary>>,"
              + " reason string, column string, detail string, job string,"
              + " foundAt timestamp, redrivenAt timestamp");

  private static final String VERDICT = "__bad";

  private final Function<Stream, RangeReader> readers;

  BadMessages(Function<Stream, RangeReader> readers) {
    this.readers = readers;
  }

  /** The bad messages of a range, with the columns up to {@code detail}. */
  Dataset<Row> in(StreamRange range, Stream stream) {
    return readers
        .apply(stream)
        .read(range)
        .withColumn(VERDICT, Decode.column(col("value"), stream).getField("bad"))
        .filter(col(VERDICT).isNotNull())
        .select(
            col("topic"),
            lit(range.topicId()).as("topicId"),
            col("partition"),
            col("offset"),
            col("timestamp"),
            col("key"),
            col("value"),
            col("headers").cast("array<struct<name: string, value: binary>>").as("headers"),
            col(VERDICT).getField("reason").as("reason"),
            col(VERDICT).getField("column").as("column"),
            col(VERDICT).getField("detail").as("detail"));
  }
}
