package dev.tidemill.engine.run;

import dev.tidemill.engine.session.Sessions;
import org.apache.iceberg.catalog.TableIdentifier;

/** A table of our catalog. Names hold lower case letters, digits and {@code _} only. */
public record TableName(String database, String table) {

  /** For SQL, with the catalog. */
  public String sql() {
    return "`" + Sessions.CATALOG + "`.`" + database + "`.`" + table + "`";
  }

  /** For the catalog. */
  public TableIdentifier identifier() {
    return TableIdentifier.of(database, table);
  }
}
