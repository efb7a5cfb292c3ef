package dev.tidemill.engine.run;

import dev.tidemill.engine.session.Sessions;
import org.apache.iceberg.catalog.TableIdentifier;

/** A table of our catalog. Names hold lower case letters, digits and {@code _} only. */
record TableName(String database, String table) {

  String sql() {
    return "`" + Sessions.CATALOG + "`.`" + database + "`.`" + table + "`";
  }

  TableIdentifier identifier() {
    return TableIdentifier.of(database, table);
  }
}
