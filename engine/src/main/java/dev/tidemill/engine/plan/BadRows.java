package dev.tidemill.engine.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import dev.tidemill.engine.decode.Decode;
import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.transform.ColumnPath;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of files that a source does not take. */
public final class BadRows {

  private BadRows() {}

  /**
   * How many there are in each file.
   *
   * @param rows as {@link SourceRows#ofFiles} has them
   * @return {@code file string, rows bigint, detail string}; the detail is of one of them
   */
  public static Dataset<Row> byFile(FilesSource source, Dataset<Row> rows) {
    return bad(source, rows)
        .groupBy(col(SourceRows.FILE).as("file"))
        .agg(count(lit(1)).as("rows"), min("detail").as("detail"))
        .orderBy("file");
  }

  private static Dataset<Row> bad(FilesSource source, Dataset<Row> rows) {
    if (source.format().equals("parquet")) {
      Column good = DecodedSource.present(source.columns(), name -> col(ColumnPath.quoted(name)));
      return rows.filter(not(good))
          .select(col(SourceRows.FILE), lit("a required column is null").as("detail"));
    }
    Column bad =
        Decode.column(col("value"), source.columns(), SourceNodes.LONGEST_LINE).getField("bad");
    Column verdict = concat_ws(": ", col("bad.column"), col("bad.detail"));
    return rows.withColumn("bad", bad)
        .filter(col("bad").isNotNull())
        .select(col(SourceRows.FILE), coalesce(col("fault"), verdict).as("detail"));
  }
}
