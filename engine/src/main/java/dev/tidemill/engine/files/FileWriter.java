package dev.tidemill.engine.files;

import dev.tidemill.engine.kind.FileOptions;
import dev.tidemill.engine.kind.FilesTarget;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.RebalancePartitions;
import org.apache.spark.sql.classic.SparkSession;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Writes rows as files of up to about 128 MB, of each partition at least one. */
public record FileWriter(FilesTarget target) {

  private static final long LARGEST = 128L << 20;

  /** Writes them to a folder that is not there yet; see {@link StagedFiles}. */
  public void write(Dataset<Row> rows, String folder) {
    DataFrameWriter<Row> writer =
        balanced(rows).write().format(target.format()).partitionBy(columns());
    boolean parquet = target.format().equals("parquet");
    writer.option("compression", target.compression().orElse(parquet ? "zstd" : "none"));
    if (!parquet) {
      // Spark's own pattern cuts to milliseconds.
      writer
          .option("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
          .option("timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");
    }
    if (target.format().equals("csv")) {
      csv(writer, FileOptions.of(target.options()));
    }
    writer.save(folder);
  }

  private static void csv(DataFrameWriter<Row> writer, FileOptions options) {
    writer
        .option("header", options.header())
        .option("sep", "" + options.separator())
        .option("quote", "" + options.quote())
        .option("escape", "" + options.escape())
        .option("encoding", options.encoding())
        .option("nullValue", options.nullValue())
        .option("ignoreLeadingWhiteSpace", "false")
        .option("ignoreTrailingWhiteSpace", "false");
  }

  private Dataset<Row> balanced(Dataset<Row> rows) {
    List<Expression> keys =
        target.partitionBy().stream()
            .<Expression>map(name -> UnresolvedAttribute.quoted(name))
            .toList();
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (SparkSession) rows.sparkSession(),
        new RebalancePartitions(
            CollectionConverters.asScala(keys).toSeq(),
            ((org.apache.spark.sql.classic.Dataset<Row>) rows).logicalPlan(),
            Option.empty(),
            Option.apply((Object) LARGEST)));
  }

  private String[] columns() {
    return target.partitionBy().toArray(String[]::new);
  }
}
