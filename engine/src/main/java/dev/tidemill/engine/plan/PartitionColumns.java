package dev.tidemill.engine.plan;

import dev.tidemill.engine.transform.ColumnPath;
import dev.tidemill.model.Position;
import dev.tidemill.model.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Checks the columns that a table names besides its own: what it is partitioned and sorted by. */
final class PartitionColumns {

  private final Table table;
  private final StructType schema;
  private final NodeFindings findings;

  PartitionColumns(Table table, StructType schema, NodeFindings findings) {
    this.table = table;
    this.schema = schema;
    this.findings = findings;
  }

  void check() {
    for (Table.PartitionField field : table.partitionBy()) {
      Optional<DataType> type = type("partitionBy", field.column(), field.position());
      if (type.isPresent() && !fits(field.transform(), type.get())) {
        findings.errorAt(
            field.position(),
            "tables." + table.id() + ".partitionBy",
            Fault.of(
                "type-mismatch",
                "column '%s' is %s: a table cannot be partitioned so"
                    .formatted(field.column(), TypeNames.of(type.get())),
                hint(field.transform()),
                field.column()));
      }
    }
    table.keys().forEach(column -> type("keys", column, table.position()));
    table.sortBy().forEach(column -> type("sortBy", column, table.position()));
  }

  private Optional<DataType> type(String key, String path, Position position) {
    DataType type = schema;
    for (String name : ColumnPath.names(path)) {
      StructField[] fields =
          type instanceof StructType struct ? struct.fields() : new StructField[0];
      Optional<StructField> found =
          Arrays.stream(fields).filter(field -> field.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        List<String> names = Arrays.stream(fields).map(StructField::name).toList();
        Fault fault = SparkFaults.unknownColumn(name, names);
        findings.errorAt(position, "tables." + table.id() + "." + key, fault);
        return Optional.empty();
      }
      type = found.get().dataType();
    }
    return Optional.of(type);
  }

  private static boolean fits(Table.PartitionTransform transform, DataType type) {
    boolean time = type instanceof TimestampType || type instanceof TimestampNTZType;
    boolean exact = type instanceof IntegralType || type instanceof DecimalType;
    boolean text = type instanceof StringType || type instanceof BinaryType;
    boolean nested =
        type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    return switch (transform) {
      case IDENTITY -> !nested;
      case YEAR, MONTH, DAY -> time || type instanceof DateType;
      case HOUR -> time;
      case BUCKET -> time || exact || text || type instanceof DateType;
      case TRUNCATE -> exact || text;
    };
  }

  private static String hint(Table.PartitionTransform transform) {
    return switch (transform) {
      case IDENTITY -> "a field of it may do";
      case YEAR, MONTH, DAY -> "it takes a timestamp or a date";
      case HOUR -> "it takes a timestamp";
      case BUCKET -> "it takes whole numbers, decimals, texts, times";
      case TRUNCATE -> "it takes whole numbers, decimals, texts";
    };
  }
}
