package dev.tidemill.engine.transform;

import dev.tidemill.engine.kind.Field;
import dev.tidemill.engine.kind.Kind;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.Sql;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
      Column value = inputs.expression(field, entry.getValue());
      rows = inputs.at(field, entry.getValue(), () -> before.withColumn(entry.getKey(), value));
    }
    return rows;
  }

  @Override
  public Rows rows() {
    return Rows.SAME;
  }
}
