package dev.tidemill.engine.transform;

import dev.tidemill.engine.kind.Field;
import dev.tidemill.engine.kind.Kind;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.Sql;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps the rows for which a condition is true; the others, null included, are dropped. */
@Kind(name = "filter", description = "Keeps the rows for which a condition is true.")
public record Filter(
    @Field(
            type = FieldType.SQL,
            required = true,
            description = "SQL that is true or not; where it is null the row is dropped.")
        Sql condition)
    implements Transform {

  @Override
  public Dataset<Row> apply(Inputs inputs) {
    Column keep = inputs.expression("condition", condition);
    return inputs.at("condition", condition, () -> inputs.one().filter(keep));
  }

  @Override
  public Rows rows() {
    return Rows.SOME;
  }
}
