package dev.tidemill.engine.transform;

import dev.tidemill.engine.kind.Field;
import dev.tidemill.engine.kind.Kind;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.Sql;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs a query over its inputs, each a view under its alias, else its node's id. */
@Kind(name = "sql", inputs = NodeKind.Inputs.NAMED, description = "Runs an SQL query.")
public record SqlQuery(
    @Field(type = FieldType.SQL, required = true, description = "A SELECT over the inputs.")
        Sql query)
    implements Transform {

  @Override
  public Dataset<Row> apply(Inputs inputs) {
    return inputs.query("query", query);
  }
}
