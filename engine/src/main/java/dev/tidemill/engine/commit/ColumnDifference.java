package dev.tidemill.engine.commit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the columns of a table with those of a plan. Comments and order do not count. */
final class ColumnDifference {

  private final List<String> added = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  private ColumnDifference() {}

  static ColumnDifference between(StructType table, StructType plan) {
    ColumnDifference difference = new ColumnDifference();
    difference.compare("", table, plan);
    return difference;
  }

  /** Paths of columns that the table lacks, and that can be added. */
  List<String> added() {
    return List.copyOf(added);
  }

  /** The first difference that cannot be bridged, as the end of a sentence about the table. */
  Optional<String> refused() {
    return refused.stream().findFirst();
  }

  private void compare(String parent, StructType table, StructType plan) {
    for (StructField column : plan.fields()) {
      String path = parent + column.name();
      Optional<StructField> found = find(table, column.name());
      if (found.isEmpty()) {
        added.add(path);
      } else {
        compare(path, found.get().dataType(), column.dataType());
        if (!found.get().nullable() && column.nullable()) {
          refused.add("column '" + path + "' is required there, the job may give null");
        }
      }
    }
    Arrays.stream(table.fields())
        .filter(column -> find(plan, column.name()).isEmpty())
        .forEach(
            column ->
                refused.add("its column '" + parent + column.name() + "' is not given by the job"));
  }

  private void compare(String path, DataType table, DataType plan) {
    if (table instanceof StructType there && plan instanceof StructType here) {
      compare(path + ".", there, here);
    } else if (table instanceof ArrayType there && plan instanceof ArrayType here) {
      compare(path + ".element", there.elementType(), here.elementType());
    } else if (table instanceof MapType there
        && plan instanceof MapType here
        && there.keyType().equals(here.keyType())) {
      compare(path + ".value", there.valueType(), here.valueType());
    } else if (!table.asNullable().equals(plan.asNullable())) {
      refused.add(
          "column '%s' is %s there, the job gives %s"
              .formatted(path, table.catalogString(), plan.catalogString()));
    }
  }

  private static Optional<StructField> find(StructType columns, String name) {
    return Arrays.stream(columns.fields()).filter(field -> field.name().equals(name)).findFirst();
  }
}
