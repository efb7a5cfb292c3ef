package dev.tidemill.engine.files;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;

import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.plan.SourceRows;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The rows of files, as {@link SourceRows#ofFiles} has them. */
public final class FileRows {

  private static final Column PATH = col("_metadata.file_path");

  private final SparkSession session;
  private final FilesSource source;

  public FileRows(SparkSession session, FilesSource source) {
    this.session = session;
    this.source = source;
  }

  /** Without files: for the columns alone. */
  public Dataset<Row> none() {
    return session.createDataFrame(List.of(), SourceRows.ofFiles(source));
  }

  /**
   * Of files.
   *
   * @param paths for Hadoop
   */
  public Dataset<Row> of(List<String> paths) {
    if (paths.isEmpty()) {
      return none();
    }
    return switch (source.format()) {
      case "json" -> lines(paths);
      case "csv" -> new CsvRows(session, source, exact()).of(paths).orElseGet(this::none);
      case "parquet" -> parquet(paths);
      default -> throw new IllegalArgumentException("No format " + source.format());
    };
  }

  /** Reads just the files given: no patterns, no folders, and a broken one is a failure. */
  private DataFrameReader exact() {
    return session
        .read()
        .option("__globPaths__", "false")
        .option("recursiveFileLookup", "true")
        .option("ignoreCorruptFiles", "false")
        .option("ignoreMissingFiles", "false");
  }

  /** A blank line holds no object. */
  private Dataset<Row> lines(List<String> paths) {
    return exact()
        .text(paths.toArray(String[]::new))
        .filter(trim(col("value")).notEqual(""))
        .select(
            col("value").cast("binary").as("value"),
            lit(null).cast("string").as("fault"),
            PATH.as(SourceRows.FILE));
  }

  private Dataset<Row> parquet(List<String> paths) {
    StructType type = SourceRows.ofFiles(source);
    return exact()
        .schema(new StructType(Arrays.copyOf(type.fields(), type.length() - 1)))
        .parquet(paths.toArray(String[]::new))
        .select(col("*"), PATH.as(SourceRows.FILE));
  }
}
