package dev.tidemill.engine.plan;

import dev.tidemill.engine.decode.SparkTypes;
import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.model.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Gives the planner what the sources of a job hold in the range of a batch. */
@FunctionalInterface
public interface SourceRows {

  /** The column with the address of the file that a row is of. */
  String FILE = "__file";

  /**
   * The messages of a source, not decoded: the planner decodes and counts them, so that good and
   * bad ones are counted in the pass that writes.
   *
   * @param source a node
   * @return of kind {@code stream}, with the columns of Spark's Kafka source: {@code key binary,
   *     value binary, topic string, partition int, offset long, timestamp timestamp}, and {@code
   *     headers} if the node's {@code metadata} asks for them; further columns are ignored. Of kind
   *     {@code files}, {@link #ofFiles}
   */
  Dataset<Row> messages(Node source);

  /**
   * The columns of a source of files. Those of parquet are its own, all nullable; json and csv have
   * {@code value binary}, a message in JSON, and {@code fault string}, why there is none. Both have
   * {@link #FILE}.
   */
  static StructType ofFiles(FilesSource source) {
    StructType type = new StructType();
    if (!source.format().equals("parquet")) {
      type = type.add("value", DataTypes.BinaryType).add("fault", DataTypes.StringType);
    } else {
      for (StructField field : SparkTypes.of(source.columns()).fields()) {
        type = type.add(field.name(), field.dataType());
      }
    }
    return type.add(FILE, DataTypes.StringType);
  }
}
