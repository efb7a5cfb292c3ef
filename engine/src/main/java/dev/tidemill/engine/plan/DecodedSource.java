package dev.tidemill.engine.plan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import dev.tidemill.engine.decode.Decode;
import dev.tidemill.engine.decode.SparkTypes;
import dev.tidemill.engine.kind.StreamSource;
import dev.tidemill.engine.transform.ColumnPath;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.Stream;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The good rows of a stream, and how many messages they come of.
 *
 * <p>The counting stands right behind the decoder. It has to, to count the bad messages, and it is
 * what keeps the optimizer from pushing a filter through the decoder's projection, which would
 * decode each message twice.
 */
record DecodedSource(Dataset<Row> rows, Count messages, Count good) {

  private static final String DECODED = "__decoded";

  static DecodedSource of(
      Observed observed, Dataset<Row> messages, Stream stream, StreamSource source) {
    List<Column> decoded = new ArrayList<>();
    decoded.add(Decode.column(col("value"), stream).as(DECODED));
    source.metadata().forEach(name -> decoded.add(col(name).as("__" + name)));
    Column isGood = col(DECODED).getField("bad").isNull();
    Dataset<Row> counted =
        observed.over(
            messages.select(decoded.toArray(Column[]::new)),
            Observed.all().as("messages"),
            count(when(isGood, 1)).as("good"));
    Dataset<Row> rows = counted.filter(isGood).select(columns(stream, source));
    return new DecodedSource(rows, observed.count(0), observed.count(1));
  }

  private static Column[] columns(Stream stream, StreamSource source) {
    Column row = col(DECODED).getField("row");
    if (stream.columns().columns().stream().anyMatch(ColumnType.Column::required)) {
      row = functions.coalesce(row, neverNull(stream));
    }
    List<Column> columns = new ArrayList<>();
    for (ColumnType.Column column : stream.columns().columns()) {
      columns.add(row.getField(column.name()).as(column.name()));
    }
    source.metadata().forEach(name -> columns.add(col(ColumnPath.quoted("__" + name))));
    return columns.toArray(Column[]::new);
  }

  /**
   * Tells Spark that a good message has a row, so that required columns are known not to be null.
   * It is a row and no mere assertion, since the optimizer may reach for columns before it has
   * filtered.
   */
  private static Column neverNull(Stream stream) {
    StructType type = SparkTypes.of(stream.columns());
    return ExpressionUtils.column(new Literal(BlankRow.of(type), type));
  }
}
