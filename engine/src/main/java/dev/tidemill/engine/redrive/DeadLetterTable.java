package dev.tidemill.engine.redrive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.tidemill.engine.DeadLetterRow;
import dev.tidemill.engine.run.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The dead letters of a stream, as far as they are looked at and marked. */
public final class DeadLetterTable {

  /** Jobs add rows meanwhile; then the same rows are marked anew. */
  private static final int ATTEMPTS = 20;

  private final SparkSession session;
  private final Catalog catalog;
  private final TableName table;

  public DeadLetterTable(SparkSession session, Catalog catalog, TableName table) {
    this.session = session;
    this.catalog = catalog;
    this.table = table;
  }

  /**
   * The last found first.
   *
   * @param limit rows at most; 0: all
   */
  public List<DeadLetterRow> rows(int limit) {
    if (!exists()) {
      return List.of();
    }
    Dataset<Row> newestFirst =
        session
            .table(table.sql())
            .orderBy(col("foundAt").desc(), col("partition"), col("offset"))
            .selectExpr(
                "topic",
                "`partition`",
                "`offset`",
                "reason",
                "detail",
                "unix_micros(foundAt)",
                "unix_micros(redrivenAt)");
    return (limit > 0 ? newestFirst.limit(limit) : newestFirst)
        .collectAsList().stream().map(DeadLetterTable::row).toList();
  }

  private static DeadLetterRow row(Row row) {
    return new DeadLetterRow(
        new Letter(row.getString(0), "", row.getInt(1), row.getLong(2)).id(),
        row.getString(3),
        row.isNullAt(4) ? "" : row.getString(4),
        time(row.getLong(5)),
        row.isNullAt(6) ? Optional.empty() : Optional.of(time(row.getLong(6))));
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  boolean exists() {
    return catalog.tableExists(table.identifier());
  }

  /** Those that were never sent again. */
  List<Letter> notRedriven() {
    return letters("redrivenAt IS NULL");
  }

  /** Those of some that are not marked with this time. */
  List<Letter> notMarked(Collection<Letter> some, Instant at) {
    return letters(Letter.condition(some) + " AND " + notAt(at));
  }

  /** Those of some that are there. */
  List<Letter> find(Collection<Letter> some) {
    return letters(Letter.condition(some));
  }

  private List<Letter> letters(String condition) {
    return session
        .table(table.sql())
        .filter(expr(condition))
        .select("topic", "topicId", "partition", "offset")
        .orderBy("topicId", "partition", "offset")
        .collectAsList()
        .stream()
        .map(row -> new Letter(row.getString(0), row.getString(1), row.getInt(2), row.getLong(3)))
        .toList();
  }

  /** Their rows, in the order of their places. */
  Iterator<Row> messages(Collection<Letter> letters) {
    return session
        .table(table.sql())
        .filter(expr(Letter.condition(letters)))
        .orderBy("topicId", "partition", "offset")
        .toLocalIterator();
  }

  /** Notes when they were sent again. */
  void mark(Collection<Letter> letters, Instant at) {
    String update =
        "UPDATE %s SET redrivenAt = %s WHERE %s AND %s"
            .formatted(table.sql(), timestamp(at), Letter.condition(letters), notAt(at));
    for (int attempt = 1; ; attempt++) {
      try {
        session.sql(update);
        return;
      } catch (RuntimeException failure) {
        if (attempt == ATTEMPTS || !isConflict(failure)) {
          throw failure;
        }
      }
    }
  }

  private static String notAt(Instant at) {
    return "redrivenAt IS DISTINCT FROM " + timestamp(at);
  }

  private static String timestamp(Instant at) {
    return "TIMESTAMP '" + at + "'";
  }

  private static boolean isConflict(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 50; depth++) {
      if (cause instanceof CommitFailedException || cause instanceof ValidationException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
