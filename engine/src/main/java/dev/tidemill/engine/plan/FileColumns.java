package dev.tidemill.engine.plan;

import dev.tidemill.engine.kind.FilesTarget;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The rows of a plan as files are to hold them. */
record FileColumns(FilesTarget target, Dataset<Row> rows, NodeFindings findings) {

  /** The rows, after checking that the format can hold them; what it cannot is taken down. */
  Dataset<Row> checked() {
    FileChecks.path(target.path());
    FileChecks.options(target.format(), target.options());
    List<String> names = List.of(rows.columns());
    for (String column : target.partitionBy()) {
      if (!names.contains(column)) {
        findings.error("partitionBy", SparkFaults.unknownColumn(column, names));
      }
    }
    if (target.partitionBy().size() >= names.size()) {
      findings.error(
          "partitionBy",
          Fault.of(
              "bad-partition",
              "no column is left for the files",
              "partition by fewer columns",
              ""));
    }
    for (StructField field : rows.schema().fields()) {
      Storable.fault(field).or(() -> csv(field)).ifPresent(fault -> findings.error("input", fault));
    }
    return rows;
  }

  private Optional<Fault> csv(StructField field) {
    DataType type = field.dataType();
    boolean cell =
        !(type instanceof StructType
            || type instanceof ArrayType
            || type instanceof MapType
            || type instanceof BinaryType);
    if (cell || !target.format().equals("csv")) {
      return Optional.empty();
    }
    String name = field.name();
    return Optional.of(
        Fault.of(
            "type-mismatch",
            "column '%s' is %s, which a cell of csv cannot hold"
                .formatted(name, TypeNames.of(type)),
            "write to_json(" + name + "), or another format",
            name));
  }
}
