package dev.tidemill.engine.plan;

import dev.tidemill.engine.transform.ColumnPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;

/** Counts nodes, and keeps what several targets share from the first of them to the last. */
final class Sharing implements NodeRows, AutoCloseable {

  private final Shared shared;
  private final List<Dataset<Row>> kept = new ArrayList<>();
  private final Map<String, Observed> observed = new HashMap<>();

  Sharing(Shared shared) {
    this.shared = shared;
  }

  @Override
  public Observed observe(String node) {
    return observed.computeIfAbsent(node, Observed::of);
  }

  /** What Spark counted at a node while rows were fetched one by one. */
  void fetched(String node, Map<String, Row> counts) {
    Optional.ofNullable(observed.get(node)).ifPresent(counter -> counter.fetched(counts));
  }

  /** The columns that nobody uses stay, as nulls that the optimizer takes away. */
  @Override
  public Dataset<Row> given(String node, Dataset<Row> rows) {
    List<String> used = shared.columns().get(node);
    if (used == null) {
      return rows;
    }
    Dataset<Row> keep = select(rows, used).persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(keep);
    return keep.select(
        Arrays.stream(rows.schema().fields())
            .map(field -> used.contains(field.name()) ? column(field.name()) : nothing(field))
            .toArray(Column[]::new));
  }

  static Dataset<Row> select(Dataset<Row> rows, List<String> columns) {
    return rows.select(columns.stream().map(Sharing::column).toArray(Column[]::new));
  }

  private static Column column(String name) {
    return functions.col(ColumnPath.quoted(name));
  }

  private static Column nothing(StructField field) {
    return functions.lit(null).cast(field.dataType()).as(field.name());
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }
}
