package dev.tidemill.engine.transform;

import dev.tidemill.engine.kind.Field;
import dev.tidemill.engine.kind.Kind;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.Sql;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Adds or replaces columns, one after the other: each sees those before it. */
@Kind(name = "derivedColumn", description = "Adds columns, or replaces them.")
public record DerivedColumn(
    @Field(
            type = FieldType.SQL_BY_NAME,
            required = true,
            description = "SQL by name of the column; each may use those before it.")
        Map<String, Sql> columns)
    implements Transform {

  @Override
  public Dataset<Row> apply(Inputs inputs) {
    Dataset<Row> rows = inputs.one();
    for (Map.Entry<String, Sql> entry : columns.entrySet()) {
      String field = "columns." + entry.getKey();
      Dataset<Row> before = rows;
      rows =
          inputs
              .attempt(() -> with(inputs, before, field, entry))
              // Those after it may use it: a null in its place brings no further mistakes.
              .orElseGet(() -> before.withColumn(entry.getKey(), functions.lit(null)));
    }
    return rows;
  }

  private static Dataset<Row> with(
      Inputs inputs, Dataset<Row> rows, String field, Map.Entry<String, Sql> column) {
    Column value = inputs.expression(field, column.getValue());
    return inputs.at(field, column.getValue(), () -> rows.withColumn(column.getKey(), value));
  }

  @Override
  public Rows rows() {
    return Rows.SAME;
  }
}
