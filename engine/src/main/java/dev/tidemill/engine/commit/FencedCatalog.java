package dev.tidemill.engine.commit;

import dev.tidemill.engine.EngineException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Iceberg's catalog for Spark with our fence in every table's operations.
 *
 * <p>Takes {@code type=jdbc} and {@code type=glue}. A REST catalog checks a change of properties
 * against the table's UUID only, so that a late one would set a bookmark back: refused.
 */
public final class FencedCatalog extends SparkCatalog {

  @Override
  protected Catalog buildIcebergCatalog(String name, CaseInsensitiveStringMap options) {
    Map<String, String> fenced = new HashMap<>(options.asCaseSensitiveMap());
    fenced.remove(CatalogUtil.ICEBERG_CATALOG_TYPE);
    fenced.put(CatalogProperties.CATALOG_IMPL, implementation(name, options));
    return super.buildIcebergCatalog(name, new CaseInsensitiveStringMap(fenced));
  }

  /** By name: the one for Glue needs classes that are not there elsewhere. */
  private static String implementation(String name, CaseInsensitiveStringMap options) {
    String type = options.getOrDefault(CatalogUtil.ICEBERG_CATALOG_TYPE, "");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case CatalogUtil.ICEBERG_CATALOG_TYPE_JDBC -> FencedJdbcCatalog.class.getName();
      case CatalogUtil.ICEBERG_CATALOG_TYPE_GLUE -> FencedGlueCatalog.class.getName();
      default ->
          throw new EngineException(
              "unsupported-catalog",
              "catalog "
                  + name
                  + " is of type '"
                  + type
                  + "': bookmarks are safe in a jdbc or glue catalog only");
    };
  }
}
