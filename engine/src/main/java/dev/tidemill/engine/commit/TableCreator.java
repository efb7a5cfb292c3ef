package dev.tidemill.engine.commit;

import dev.tidemill.engine.EngineException;
import dev.tidemill.model.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.types.StructType;

/** Creates tables if they do not exist, and compares them with what they should be if they do. */
public final class TableCreator {

  private final Catalog catalog;

  public TableCreator(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Creates a database if there is none of this name. */
  public void createDatabase(String name) {
    SupportsNamespaces databases = (SupportsNamespaces) catalog;
    Namespace database = Namespace.of(name);
    if (!databases.namespaceExists(database)) {
      try {
        databases.createNamespace(database);
      } catch (RuntimeException failure) {
        // The JDBC catalog shows a faster runner as a broken constraint.
        if (!databases.namespaceExists(database)) {
          throw failure;
        }
      }
    }
  }

  /**
   * Creates a table if there is none of this name.
   *
   * @throws EngineException {@code [type-mismatch]} if there is one with other columns
   */
  public void create(
      TableIdentifier table,
      StructType columns,
      List<Table.PartitionField> partitionBy,
      List<String> sortBy,
      Map<String, String> properties) {
    if (!exists(table, columns)) {
      Schema schema = SparkSchemaUtil.convert(columns);
      try {
        catalog
            .buildTable(table, schema)
            .withPartitionSpec(partitions(schema, partitionBy))
            .withSortOrder(order(schema, sortBy))
            .withProperties(properties(properties))
            .create();
      } catch (AlreadyExistsException faster) {
        exists(table, columns);
      }
    }
  }

  private boolean exists(TableIdentifier table, StructType columns) {
    try {
      StructType found = SparkSchemaUtil.convert(catalog.loadTable(table).schema());
      ColumnDifference.between(found, columns)
          .ifPresent(
              difference -> {
                throw new EngineException(
                    "type-mismatch", "table " + table.name() + ": " + difference);
              });
      return true;
    } catch (NoSuchTableException absent) {
      return false;
    }
  }

  private static PartitionSpec partitions(Schema schema, List<Table.PartitionField> fields) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    for (Table.PartitionField field : fields) {
      String column = field.column();
      switch (field.transform()) {
        case IDENTITY -> spec.identity(column);
        case YEAR -> spec.year(column);
        case MONTH -> spec.month(column);
        case DAY -> spec.day(column);
        case HOUR -> spec.hour(column);
        case BUCKET -> spec.bucket(column, field.argument());
        case TRUNCATE -> spec.truncate(column, field.argument());
      }
    }
    return spec.build();
  }

  private static SortOrder order(Schema schema, List<String> columns) {
    SortOrder.Builder order = SortOrder.builderFor(schema);
    columns.forEach(order::asc);
    return order.build();
  }

  /** Without these, a snapshot a minute leaves gigabytes of metadata files in two days. */
  private static Map<String, String> properties(Map<String, String> given) {
    Map<String, String> properties = new HashMap<>();
    properties.put(TableProperties.FORMAT_VERSION, "2");
    properties.put(TableProperties.METADATA_COMPRESSION, "gzip");
    properties.put(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true");
    properties.put(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "10");
    properties.put(TableProperties.DEFAULT_FILE_FORMAT, "parquet");
    properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
    properties.putAll(given);
    return properties;
  }
}
