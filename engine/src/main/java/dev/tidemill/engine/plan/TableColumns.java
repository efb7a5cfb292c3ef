package dev.tidemill.engine.plan;

import dev.tidemill.engine.decode.SparkTypes;
import dev.tidemill.engine.transform.ColumnPath;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.objects.AssertNotNull;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

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
    refuseOthers(declared);
    List<Column> columns = new ArrayList<>();
    for (ColumnType.Column column : declared) {
      columns.add(column(column).as(column.name()));
    }
    new PartitionColumns(table, schema(), findings).check();
    return findings.hasErrors() ? rows : rows.select(columns.toArray(Column[]::new));
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

  private void refuseOthers(List<ColumnType.Column> declared) {
    List<String> names = declared.stream().map(ColumnType.Column::name).toList();
    for (String name : rows.columns()) {
      if (!names.contains(name)) {
        Fault fault = SparkFaults.unknownColumn(name, names);
        findings.error(
            "table",
            Fault.of(
                fault.code(),
                "table " + table.id() + " has " + fault.message(),
                "add it to the table's columns, or leave it out with selectFields",
                name));
      }
    }
  }

  private Column column(ColumnType.Column declared) {
    StructField wanted = SparkTypes.of(new ColumnType.Struct(List.of(declared))).fields()[0];
    Optional<StructField> found =
        Arrays.stream(rows.schema().fields())
            .filter(field -> field.name().equals(declared.name()))
            .findFirst();
    Optional<Fault> fault =
        Storable.fault(wanted)
            .or(() -> found.flatMap(field -> Storable.mismatch(field, wanted)))
            .or(() -> nullable(declared, found));
    fault.ifPresent(f -> findings.errorAt(declared.position(), path(declared.name()), f));
    if (fault.isPresent() || found.isEmpty()) {
      return functions.lit(null).cast(wanted.dataType());
    }
    Column column = rows.col(ColumnPath.quoted(declared.name()));
    if (!found.get().dataType().equals(wanted.dataType())) {
      column = column.cast(wanted.dataType());
    }
    return declared.required() && found.get().nullable() ? asserted(column) : column;
  }

  private String path(String column) {
    return "tables." + table.id() + ".columns." + column;
  }

  /** The plan shows that it is not null, where Spark's type does not say so. */
  private static Column asserted(Column column) {
    return ExpressionUtils.column(
        new AssertNotNull(
            ExpressionUtils.expression(column),
            CollectionConverters.asScala(List.<String>of()).toSeq()));
  }

  private Optional<Fault> nullable(ColumnType.Column declared, Optional<StructField> found) {
    boolean mayBeNull = found.isEmpty() || (found.get().nullable() && !isFiltered(declared.name()));
    if (!declared.required() || !mayBeNull) {
      return Optional.empty();
    }
    String column = "column '" + declared.name() + "' of table " + table.id();
    return Optional.of(
        found.isEmpty()
            ? Fault.of(
                "nullable",
                column + " is required, but the plan has no such column",
                "add it with derivedColumn, or take 'required' away",
                declared.name())
            : Fault.of(
                "nullable",
                column + " is required, but the plan may give null",
                "filter with " + declared.name() + " IS NOT NULL, or take 'required' away",
                declared.name()));
  }

  /** Whether a filter of the plan leaves no null in a column. */
  private boolean isFiltered(String name) {
    LogicalPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) rows).logicalPlan();
    for (Attribute attribute : CollectionConverters.asJava(plan.output())) {
      if (attribute.name().equals(name)) {
        Expression isNotNull = new IsNotNull(attribute);
        return plan.constraints().contains(isNotNull);
      }
    }
    return false;
  }
}
