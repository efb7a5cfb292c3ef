package dev.tidemill.engine.transform;

import dev.tidemill.engine.kind.Field;
import dev.tidemill.engine.kind.Kind;
import dev.tidemill.model.NodeKind.FieldType;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps columns, in the order given; one out of a struct gets its own name. */
@Kind(name = "selectFields", description = "Keeps columns, in the order given.")
public record SelectFields(
    @Field(
            type = FieldType.COLUMNS,
            required = true,
            description = "Which; user.department becomes the column department.")
        List<String> columns)
    implements Transform {

  @Override
  public Dataset<Row> apply(Inputs inputs) {
    Dataset<Row> rows = inputs.one();
    return rows.select(
        columns.stream()
            .flatMap(path -> inputs.attempt(() -> inputs.column(rows, "columns", path)).stream())
            .toArray(Column[]::new));
  }

  @Override
  public Rows rows() {
    return Rows.SAME;
  }
}
