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
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.types.StructType;

/** Creates tables if they do not exist, and compares them with what they should be if they do. */
public final class TableCreator {

  private static final int ATTEMPTS = 10;

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
   * Creates a table if there is none of this name. To one that there is, columns are added that it
   * lacks: as ones that may be null, at the end, also in structs.
   *
   * @return the paths of the columns that were added
   * @throws EngineException {@code [type-mismatch]} if there is one that differs otherwise
   */
  public List<String> create(
      TableIdentifier table,
      StructType columns,
      List<Table.PartitionField> partitionBy,
      List<String> sortBy,
      Map<String, String> properties) {
    for (int attempt = 1; ; attempt++) {
      try {
        if (catalog.tableExists(table)) {
          return evolve(catalog.loadTable(table), columns);
        }
        make(table, SparkSchemaUtil.convert(columns), partitionBy, sortBy, properties);
        return List.of();
      } catch (AlreadyExistsException | NoSuchTableException | CommitFailedException faster) {
        // Another runner made or changed it: compared in the next round.
        if (attempt == ATTEMPTS) {
          throw faster;
        }
      }
    }
  }

  private void make(
      TableIdentifier table,
      Schema schema,
      List<Table.PartitionField> partitionBy,
      List<String> sortBy,
      Map<String, String> properties) {
    catalog
        .buildTable(table, schema)
        .withPartitionSpec(partitions(schema, partitionBy))
        .withSortOrder(order(schema, sortBy))
        .withProperties(properties(properties))
        .create();
  }

  private static List<String> evolve(org.apache.iceberg.Table table, StructType columns) {
    ColumnDifference difference =
        ColumnDifference.between(SparkSchemaUtil.convert(table.schema()), columns);
    difference
        .refused()
        .ifPresent(
            text -> {
              String name = table.name().substring(table.name().lastIndexOf('.') + 1);
              throw new EngineException("type-mismatch", "table " + name + ": " + text);
            });
    UpdateSchema update = table.updateSchema().unionByNameWith(SparkSchemaUtil.convert(columns));
    // Comments may have changed, too.
    if (!update.apply().sameSchema(table.schema())) {
      update.commit();
    }
    return difference.added();
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
