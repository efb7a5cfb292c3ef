package dev.tidemill.engine.commit;

import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * Iceberg's JDBC catalog, all of whose tables are behind the fence. Made by {@link FencedCatalog}.
 */
public final class FencedJdbcCatalog extends JdbcCatalog {

  /** Tables, transactions and metadata tables alike get their operations here. */
  @Override
  protected TableOperations newTableOps(TableIdentifier identifier) {
    return new FencedOperations(super.newTableOps(identifier));
  }
}
