package dev.tidemill.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that jobs write: Iceberg, in the pipeline's database.
 *
 * @param columns given, or empty: those of the plan that writes it
 * @param properties of Iceberg, besides ours
 * @param maintenance empty: none
 */
public record Table(
    String id,
    Optional<ColumnType.Struct> columns,
    List<String> keys,
    List<PartitionField> partitionBy,
    List<String> sortBy,
    Map<String, String> properties,
    OnSchemaChange onSchemaChange,
    Optional<Maintenance> maintenance,
    Position position) {

  /**
   * A column, or a transform of it.
   *
   * @param argument buckets or width, for those two; otherwise 0
   */
  public record PartitionField(
      PartitionTransform transform, String column, int argument, Position position) {}

  /** What happens where the plan gives other columns than the table has. */
  public enum OnSchemaChange {
    /** New columns that may be null are added; all else is refused. */
    ADD,
    /** Every difference is refused. */
    REFUSE,
    /** New columns are left out. */
    IGNORE
  }

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
