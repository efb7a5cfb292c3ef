package dev.tidemill.engine.plan;

import dev.tidemill.engine.decode.SparkTypes;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The rows of a plan as a table is to hold them. */
final class TableColumns {

  private final Table table;
  private final Dataset<Row> rows;
  private final NodeFindings findings;

  TableColumns(Table table, Dataset<Row> rows, NodeFindings findings) {
    this.table = table;
    this.rows = rows;
    this.findings = findings;
  }

  /** The columns that the table is to be created with. */
  StructType schema() {
    return table
        .columns()
        .map(SparkTypes::of)
        .orElseGet(() -> (StructType) Storable.nullable(rows.schema()));
  }

  /**
   * The rows in the table's order and types, after checking that they fit; what does not is taken
   * down.
   */
  Dataset<Row> rows() {
    refuseNames();
    if (table.columns().isEmpty()) {
      refuseUnstorable();
      new PartitionColumns(table, rows.schema(), findings).check();
      return rows;
    }
    List<ColumnType.Column> declared = table.columns().get().columns();
    declared.forEach(this::refuseUnstorable);
    Dataset<Row> fitting =
        new DeclaredColumns("table", table.id(), declared, rows, findings).rows();
    new PartitionColumns(table, schema(), findings).check();
    return fitting;
  }

  private void refuseNames() {
    String[] names = rows.columns();
    for (int i = 0; i < names.length; i++) {
      for (int j = 0; j < i; j++) {
        if (names[i].equalsIgnoreCase(names[j])) {
          findings.error(
              "input",
              Fault.of(
                  "case-only",
                  "column '" + names[i] + "' is '" + names[j] + "' but for case",
                  "Glue and Athena fold names to lower case: rename one of them",
                  names[i]));
        }
      }
    }
  }

  private void refuseUnstorable() {
    for (StructField field : rows.schema().fields()) {
      Storable.fault(field).ifPresent(fault -> findings.error("table", fault));
    }
  }

  private void refuseUnstorable(ColumnType.Column declared) {
    Storable.fault(DeclaredColumns.field(declared))
        .ifPresent(
            fault ->
                findings.errorAt(
                    declared.position(),
                    "tables." + table.id() + ".columns." + declared.name(),
                    fault));
  }
}
