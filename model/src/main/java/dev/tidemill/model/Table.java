package dev.tidemill.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that jobs write: Iceberg, in the pipeline's database.
 *
 * @param columns given, or empty: those of the plan that writes it
 * @param properties of Iceberg, besides ours
 */
public record Table(
    String id,
    Optional<ColumnType.Struct> columns,
    List<String> keys,
    List<PartitionField> partitionBy,
    List<String> sortBy,
    Map<String, String> properties,
    Position position) {

  /**
   * A column, or a transform of it.
   *
   * @param argument buckets or width, for those two; otherwise 0
   */
  public record PartitionField(
      PartitionTransform transform, String column, int argument, Position position) {}

  /** Iceberg's partition transforms. */
  public enum PartitionTransform {
    IDENTITY,
    YEAR,
    MONTH,
    DAY,
    HOUR,
    BUCKET,
    TRUNCATE
  }
}
