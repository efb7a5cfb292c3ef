package dev.tidemill.engine.plan;

import dev.tidemill.engine.decode.SparkTypes;
import dev.tidemill.engine.transform.ColumnPath;
import dev.tidemill.model.ColumnType;
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
import scala.jdk.javaapi.CollectionConverters;

/** The rows of a plan as the columns of a table or a stream ask for them. */
final class DeclaredColumns {

  private final String kind;
  private final String id;
  private final List<ColumnType.Column> declared;
  private final Dataset<Row> rows;
  private final NodeFindings findings;

  /**
   * Columns.
   *
   * @param kind {@code table} or {@code stream}, which is the field of the node too
   * @param id of the table or stream
   */
  DeclaredColumns(
      String kind,
      String id,
      List<ColumnType.Column> declared,
      Dataset<Row> rows,
      NodeFindings findings) {
    this.kind = kind;
    this.id = id;
    this.declared = declared;
    this.rows = rows;
    this.findings = findings;
  }

  /** In the order and with the types declared; what does not fit is taken down. */
  Dataset<Row> rows() {
    refuseOthers();
    List<Column> columns = new ArrayList<>();
    for (ColumnType.Column column : declared) {
      columns.add(column(column).as(column.name()));
    }
    return findings.hasErrors() ? rows : rows.select(columns.toArray(Column[]::new));
  }

  /** A column as Spark has it. */
  static StructField field(ColumnType.Column column) {
    return SparkTypes.of(new ColumnType.Struct(List.of(column))).fields()[0];
  }

  private void refuseOthers() {
    List<String> names = declared.stream().map(ColumnType.Column::name).toList();
    for (String name : rows.columns()) {
      if (!names.contains(name)) {
        Fault fault = SparkFaults.unknownColumn(name, names);
        findings.error(
            kind,
            Fault.of(
                fault.code(),
                kind + " " + id + " has " + fault.message(),
                "add it to the " + kind + "'s columns, or leave it out with selectFields",
                name));
      }
    }
  }

  private Column column(ColumnType.Column declared) {
    StructField wanted = field(declared);
    Optional<StructField> found =
        Arrays.stream(rows.schema().fields())
            .filter(field -> field.name().equals(declared.name()))
            .findFirst();
    Optional<Fault> fault =
        found
            .flatMap(field -> Storable.mismatch(kind, field, wanted))
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
    return kind + "s." + id + ".columns." + column;
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
    String column = "column '" + declared.name() + "' of " + kind + " " + id;
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
