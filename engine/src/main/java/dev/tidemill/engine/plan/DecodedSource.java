package dev.tidemill.engine.plan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import dev.tidemill.engine.decode.Decode;
import dev.tidemill.engine.decode.SparkTypes;
import dev.tidemill.engine.transform.ColumnPath;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The good rows of a source, and how many messages or rows they come of.
 *
 * <p>The counting stands right behind the decoder. It has to, to count the bad messages, and it is
 * what keeps the optimizer from pushing a filter through the decoder's projection, which would
 * decode each message twice.
 */
record DecodedSource(Dataset<Row> rows, Count messages, Count good) {

  private static final String DECODED = "__decoded";

  /**
   * Of messages in JSON, in the column {@code value}.
   *
   * @param metadata columns to keep, with {@code __} before their names
   */
  static DecodedSource of(
      Observed observed,
      Dataset<Row> messages,
      ColumnType.Struct columns,
      DataSize maxMessage,
      List<String> metadata) {
    List<Column> decoded = new ArrayList<>();
    decoded.add(Decode.column(col("value"), columns, maxMessage).as(DECODED));
    metadata.forEach(name -> decoded.add(col(name).as("__" + name)));
    Column isGood = col(DECODED).getField("bad").isNull();
    Dataset<Row> counted =
        observed.over(
            messages.select(decoded.toArray(Column[]::new)),
            Observed.all().as("messages"),
            count(when(isGood, 1)).as("good"));
    Dataset<Row> rows = counted.filter(isGood).select(columns(columns, metadata));
    return new DecodedSource(rows, observed.count(0), observed.count(1));
  }

  /** Of rows that have their types already: one where a required column is null is bad. */
  static DecodedSource typed(Observed observed, Dataset<Row> rows, ColumnType.Struct columns) {
    Column isGood = present(columns, name -> col(ColumnPath.quoted(name)));
    Dataset<Row> counted =
        observed.over(rows, Observed.all().as("rows"), count(when(isGood, 1)).as("good"));
    InternalRow blank = BlankRow.of(SparkTypes.of(columns));
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < columns.columns().size(); i++) {
      ColumnType.Column column = columns.columns().get(i);
      DataType type = SparkTypes.of(column.type());
      Column value = col(ColumnPath.quoted(column.name()));
      if (column.required()) {
        value = functions.coalesce(value, literal(blank.get(i, type), type));
      }
      selected.add(value.as(column.name()));
    }
    return new DecodedSource(
        counted.filter(isGood).select(selected.toArray(Column[]::new)),
        observed.count(0),
        observed.count(1));
  }

  /** Whether all required columns of a struct have values, in structs within it, too. */
  static Column present(ColumnType.Struct struct, Function<String, Column> columns) {
    Column present = functions.lit(true);
    for (ColumnType.Column column : struct.columns()) {
      Column value = columns.apply(column.name());
      if (column.required()) {
        present = present.and(value.isNotNull());
      }
      if (column.type() instanceof ColumnType.Struct inner) {
        present = present.and(value.isNull().or(present(inner, value::getField)));
      }
    }
    return present;
  }

  private static Column[] columns(ColumnType.Struct struct, List<String> metadata) {
    Column row = col(DECODED).getField("row");
    if (struct.columns().stream().anyMatch(ColumnType.Column::required)) {
      row = functions.coalesce(row, neverNull(struct));
    }
    List<Column> columns = new ArrayList<>();
    for (ColumnType.Column column : struct.columns()) {
      columns.add(row.getField(column.name()).as(column.name()));
    }
    metadata.forEach(name -> columns.add(col(ColumnPath.quoted("__" + name))));
    return columns.toArray(Column[]::new);
  }

  /**
   * Tells Spark that a good message has a row, so that required columns are known not to be null.
   * It is a row and no mere assertion, since the optimizer may reach for columns before it has
   * filtered.
   */
  private static Column neverNull(ColumnType.Struct struct) {
    StructType type = SparkTypes.of(struct);
    return literal(BlankRow.of(type), type);
  }

  private static Column literal(Object value, DataType type) {
    return ExpressionUtils.column(new Literal(value, type));
  }
}
