package dev.tidemill.engine.commit;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the columns of a table with those of a plan. Comments and order do not count. */
final class ColumnDifference {

  private ColumnDifference() {}

  /** The first difference, as the end of a sentence about the table. */
  static Optional<String> between(StructType table, StructType plan) {
    for (StructField column : plan.fields()) {
      Optional<StructField> found = find(table, column.name());
      if (found.isEmpty()) {
        return Optional.of(
            "it has no column '" + column.name() + "', and adding columns is not built yet");
      }
      DataType type = found.get().dataType();
      if (!type.asNullable().equals(column.dataType().asNullable())) {
        return Optional.of(
            "column '"
                + column.name()
                + "' is "
                + type.catalogString()
                + " there, the job gives "
                + column.dataType().catalogString());
      }
      if (!found.get().nullable() && column.nullable()) {
        return Optional.of(
            "column '" + column.name() + "' is required there, the job may give null");
      }
    }
    return Arrays.stream(table.fields())
        .filter(column -> find(plan, column.name()).isEmpty())
        .findFirst()
        .map(column -> "its column '" + column.name() + "' is not given by the job");
  }

  private static Optional<StructField> find(StructType columns, String name) {
    return Arrays.stream(columns.fields()).filter(field -> field.name().equals(name)).findFirst();
  }
}
