package dev.tidemill.engine.transform;

import dev.tidemill.engine.kind.Field;
import dev.tidemill.engine.kind.Kind;
import dev.tidemill.model.NodeKind.FieldType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Renames columns in place, all at once: two may swap their names. */
@Kind(name = "renameField", description = "Renames columns.")
public record RenameField(
    @Field(type = FieldType.NAMES_BY_COLUMN, required = true, description = "Old name to new name.")
        Map<String, String> columns)
    implements Transform {

  @Override
  public Dataset<Row> apply(Inputs inputs) {
    Dataset<Row> rows = inputs.one();
    Map<String, String> names = new HashMap<>();
    columns.forEach((old, name) -> inputs.attempt(() -> names.put(single(inputs, old), name)));
    return rows.select(
        Arrays.stream(rows.columns())
            .map(name -> renamed(rows, name, names.getOrDefault(name, name)))
            .toArray(Column[]::new));
  }

  private static String single(Inputs inputs, String old) {
    String name = ColumnPath.single(old);
    if (name == null) {
      throw inputs.wrong(
          "columns",
          "bad-path",
          "'" + old + "' lies inside a struct",
          "rename whole columns here; for a field of a struct use derivedColumn",
          old);
    }
    inputs.column(inputs.one(), "columns", old);
    return name;
  }

  private static Column renamed(Dataset<Row> rows, String name, String as) {
    Column column = rows.col(ColumnPath.quoted(name));
    return as.equals(name) ? column : column.as(as);
  }

  @Override
  public Rows rows() {
    return Rows.SAME;
  }
}
