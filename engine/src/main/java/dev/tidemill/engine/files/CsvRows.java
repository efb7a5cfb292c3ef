package dev.tidemill.engine.files;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.kind.FileOptions;
import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.plan.SourceRows;
import dev.tidemill.model.ColumnType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Lines of CSV as messages. Cells are found by the names in the header of their file, so files with
 * other orders and further columns can stand side by side.
 */
final class CsvRows {

  private static final String BROKEN = "__line";

  private static final StructType MESSAGE = StructType.fromDDL("value binary, fault string");

  private final SparkSession session;
  private final List<String> columns;
  private final CsvMessage message;
  private final FileOptions options;
  private final DataFrameReader reader;

  CsvRows(SparkSession session, FilesSource source, DataFrameReader reader) {
    this.session = session;
    this.columns = source.columns().columns().stream().map(ColumnType.Column::name).toList();
    this.message = new CsvMessage(source.columns());
    this.options = FileOptions.of(source.options());
    this.reader =
        reader
            .option("header", options.header())
            .option("sep", "" + options.separator())
            .option("quote", "" + options.quote())
            .option("escape", "" + options.escape())
            .option("encoding", options.encoding())
            .option("nullValue", options.nullValue())
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", BROKEN)
            // Else lines with too few or too many cells pass.
            .option("columnPruning", "false");
  }

  /** Empty: no file has a header. */
  Optional<Dataset<Row>> of(List<String> paths) {
    Map<List<String>, List<String>> byHeader = new LinkedHashMap<>();
    for (String path : paths) {
      List<String> header = options.header() ? header(path) : columns;
      if (!header.isEmpty()) {
        byHeader.computeIfAbsent(header, h -> new ArrayList<>()).add(path);
      }
    }
    return byHeader.entrySet().stream()
        .map(entry -> rows(entry.getKey(), entry.getValue()))
        .reduce(Dataset::union);
  }

  private Dataset<Row> rows(List<String> header, List<String> paths) {
    StructType cells = new StructType();
    for (int i = 0; i < header.size(); i++) {
      cells = cells.add("c" + i, "string");
    }
    Column[] listed =
        columns.stream()
            .map(name -> header.indexOf(name))
            .map(i -> i < 0 ? lit(null).cast("string") : col("c" + i))
            .toArray(Column[]::new);
    return reader
        .schema(cells.add(BROKEN, "string"))
        .csv(paths.toArray(String[]::new))
        .select(
            udf(message, MESSAGE).apply(array(listed), col(BROKEN)).as("message"),
            col("_metadata.file_path").as(SourceRows.FILE))
        .select(col("message.value"), col("message.fault"), col(SourceRows.FILE));
  }

  /** The names in the first line; none: the file is empty. */
  private List<String> header(String path) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(options.separator());
    settings.getFormat().setQuote(options.quote());
    settings.getFormat().setQuoteEscape(options.escape());
    String line = firstLine(path);
    String[] names = line == null ? null : new CsvParser(settings).parseLine(line);
    if (names == null) {
      return List.of();
    }
    List<String> header =
        Arrays.stream(names).map(name -> Objects.requireNonNullElse(name, "").strip()).toList();
    for (String column : columns) {
      if (header.indexOf(column) != header.lastIndexOf(column)) {
        throw new EngineException(
            "unreadable-file", "file " + path + " has two columns '" + column + "'");
      }
    }
    return header;
  }

  /** The first line that is not blank, as Spark takes it for the header. */
  private String firstLine(String path) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(open(new Path(path)), Charset.forName(options.encoding())))) {
      String line = lines.readLine();
      while (line != null && line.isBlank()) {
        line = lines.readLine();
      }
      return line != null && line.startsWith("\uFEFF") ? line.substring(1) : line;
    } catch (IOException failure) {
      throw new UncheckedIOException("file " + path + ": " + failure.getMessage(), failure);
    }
  }

  private InputStream open(Path path) throws IOException {
    Configuration hadoop =
        ((org.apache.spark.sql.classic.SparkSession) session).sessionState().newHadoopConf();
    FSDataInputStream bytes = path.getFileSystem(hadoop).open(path);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    return codec == null ? bytes : codec.createInputStream(bytes);
  }
}
