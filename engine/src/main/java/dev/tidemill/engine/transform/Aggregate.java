package dev.tidemill.engine.transform;

import dev.tidemill.engine.kind.Field;
import dev.tidemill.engine.kind.Kind;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;

/** Makes one row of each group of a batch; without {@code groupBy} one row of them all. */
@Kind(name = "aggregate", description = "Makes one row of each group of rows.")
public record Aggregate(
    @Field(
            type = FieldType.COLUMNS,
            defaultText = "[]",
            description = "A row for each of their values; null is a value.")
        List<String> groupBy,
    @Field(
            type = FieldType.SQL_BY_NAME,
            required = true,
            description = "Aggregates by name of the column: count(*), avg(x).")
        Map<String, Sql> aggregates)
    implements Transform {

  @Override
  public Dataset<Row> apply(Inputs inputs) {
    Dataset<Row> rows = inputs.one();
    RelationalGroupedDataset groups =
        rows.groupBy(
            groupBy.stream()
                .flatMap(
                    path -> inputs.attempt(() -> inputs.column(rows, "groupBy", path)).stream())
                .toArray(Column[]::new));
    List<Column> columns = new ArrayList<>();
    aggregates.forEach(
        (name, sql) -> {
          String field = "aggregates." + name;
          inputs
              .attempt(
                  () -> {
                    Column column = inputs.expression(field, sql).as(name);
                    // Alone first, so that a mistake is reported at its own line.
                    inputs.at(field, sql, () -> groups.agg(column));
                    return column;
                  })
              .ifPresent(columns::add);
        });
    return columns.isEmpty()
        ? rows
        : groups.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }
}
