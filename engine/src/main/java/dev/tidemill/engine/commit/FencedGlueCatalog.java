package dev.tidemill.engine.commit;

import org.apache.iceberg.TableOperations;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Iceberg's catalog over the Glue Data Catalog, all of whose tables are behind the fence. Made by
 * {@link FencedCatalog}.
 *
 * <p>A commit there names the version of the table that it replaces, which Glue compares:
 * https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html. Bookmarks travel in
 * Iceberg's metadata file, not in Glue's parameters, so Glue's limits on those do not hold for
 * them.
 */
public final class FencedGlueCatalog extends GlueCatalog {

  /** Tables, transactions and metadata tables alike get their operations here. */
  @Override
  protected TableOperations newTableOps(TableIdentifier identifier) {
    return new FencedOperations(super.newTableOps(identifier));
  }
}
