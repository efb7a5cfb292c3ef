package dev.tidemill.engine.plan;

import dev.tidemill.engine.encode.Encode;
import dev.tidemill.engine.transform.ColumnPath;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.Stream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The rows of a plan as messages of a stream: {@code key binary, value binary}. */
final class StreamColumns {

  private final Stream stream;
  private final Optional<String> key;
  private final Dataset<Row> rows;
  private final NodeFindings findings;

  /**
   * Messages.
   *
   * @param key as the node names it, else the stream's counts
   */
  StreamColumns(Stream stream, Optional<String> key, Dataset<Row> rows, NodeFindings findings) {
    this.stream = stream;
    this.key = key.or(stream::key);
    this.rows = rows;
    this.findings = findings;
  }

  /** The messages, after checking that the rows fit; what does not is taken down. */
  Dataset<Row> rows() {
    List<ColumnType.Column> declared = stream.columns().columns();
    Dataset<Row> fitting =
        new DeclaredColumns("stream", stream.id(), declared, rows, findings).rows();
    if (findings.hasErrors()) {
      return rows;
    }
    Column[] columns =
        Arrays.stream(fitting.columns())
            .map(name -> functions.col(ColumnPath.quoted(name)))
            .toArray(Column[]::new);
    Column record = key.map(path -> key(fitting, path)).orElse(functions.lit(null));
    return findings.hasErrors()
        ? rows
        : fitting.select(
            record.cast(DataTypes.BinaryType).as("key"),
            Encode.column(functions.struct(columns), stream).as("value"));
  }

  /** Text as its UTF-8 bytes, bytes as they are, other values as Spark writes them as text. */
  private Column key(Dataset<Row> fitting, String path) {
    DataType type = DataTypes.NullType;
    Column column = functions.lit(null);
    try {
      List<String> names = ColumnPath.names(path);
      column = functions.col(String.join(".", names.stream().map(ColumnPath::quoted).toList()));
      type = fitting.select(column).schema().fields()[0].dataType();
    } catch (Exception unknown) {
      List<String> known = Arrays.asList(fitting.columns());
      findings.error("key", SparkFaults.unknownColumn(path, known));
    }
    return type.equals(DataTypes.BinaryType) ? column : column.cast(DataTypes.StringType);
  }
}
