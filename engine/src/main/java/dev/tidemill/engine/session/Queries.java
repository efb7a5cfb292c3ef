package dev.tidemill.engine.session;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.QueryResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructField;

/** Questions to the tables. */
public final class Queries {

  private final SparkSession session;
  private final Catalog catalog;

  public Queries(SparkSession session, Catalog catalog) {
    this.session = session;
    this.catalog = catalog;
  }

  /**
   * Asks one.
   *
   * @param limit rows fetched at most; 0: all
   * @throws EngineException with one line if the statement is wrong or does not only read
   */
  public QueryResult ask(String database, String sql, int limit) {
    try {
      Dataset<Row> answer = analysed(database, sql);
      Dataset<Row> fetched = limit > 0 ? answer.limit(limit + 1) : answer;
      return result(fetched.collectAsList(), answer.schema().fields(), limit);
    } catch (EngineException known) {
      throw known;
    } catch (Exception failure) {
      throw new EngineException("query", message(failure, database), failure);
    }
  }

  /** The current database is the session's: one statement is analysed at a time. */
  private synchronized Dataset<Row> analysed(String database, String sql) throws Exception {
    LogicalPlan plan = session.sessionState().sqlParser().parsePlan(sql);
    if (!ReadOnly.holds(plan)) {
      throw new EngineException("query", "a query only reads: write SELECT …");
    }
    session.catalog().setCurrentCatalog(Sessions.CATALOG);
    if (exists(database)) {
      session.catalog().setCurrentDatabase(database);
    }
    return session.sql(sql);
  }

  private static QueryResult result(List<Row> fetched, StructField[] fields, int limit) {
    boolean more = limit > 0 && fetched.size() > limit;
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : more ? fetched.subList(0, limit) : fetched) {
      rows.add(Values.row(row));
    }
    return new QueryResult(
        Arrays.stream(fields).map(StructField::name).toList(),
        Arrays.stream(fields).map(field -> field.dataType().catalogString()).toList(),
        rows,
        more ? -1 : rows.size());
  }

  private String message(Exception failure, String database) {
    return MissingName.message(failure, () -> tables(database))
        .orElseGet(() -> SparkMessages.line(failure));
  }

  private List<String> tables(String database) {
    return exists(database)
        ? catalog.listTables(Namespace.of(database)).stream()
            .map(TableIdentifier::name)
            .sorted()
            .toList()
        : List.of();
  }

  private boolean exists(String database) {
    return ((SupportsNamespaces) catalog).namespaceExists(Namespace.of(database));
  }
}
