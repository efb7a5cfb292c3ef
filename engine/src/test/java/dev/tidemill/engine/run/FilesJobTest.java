package dev.tidemill.engine.run;

import static dev.tidemill.engine.TestPipeline.fromFiles;
import static dev.tidemill.engine.TestPipeline.toFiles;
import static dev.tidemill.engine.TestPipeline.toTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.SharedSpark;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that read and write files, on the disk. */
class FilesJobTest {

  private static final Instant NOW = Instant.parse("2026-11-13T02:15:07Z");

  @TempDir Path folder;
  private String id;

  @BeforeEach
  void name() {
    id = SharedEngine.newPipeline();
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text, StandardCharsets.UTF_8);
  }

  private Path write(String name, String text, Charset charset) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(charset));
    return aged(file, 60);
  }

  private static Path aged(Path file, long seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(seconds)));
    return file;
  }

  private Pipeline pipeline(Node... nodes) {
    return TestPipeline.of(id, "none").jobOf("load", List.of(nodes)).build(folder);
  }

  private static JobRun open(Pipeline pipeline, Steps steps) {
    return SharedEngine.open(
        pipeline,
        "load",
        steps,
        Clock.fixed(NOW, ZoneOffset.UTC),
        wait -> {
          throw new IllegalStateException("Would wait " + wait);
        });
  }

  private static List<BatchReport> drain(Pipeline pipeline) {
    List<BatchReport> reports = new ArrayList<>();
    try (JobRun run = open(pipeline, Steps.NONE)) {
      Optional<BatchReport> report = run.next(TestJob.DUE);
      while (report.isPresent()) {
        reports.add(report.get());
        report = run.next(TestJob.DUE);
      }
    }
    return reports;
  }

  private static List<List<Object>> rows(Pipeline pipeline, String sql) {
    return SharedEngine.engine().query(pipeline, sql, 0).rows();
  }

  private Pipeline invoices() {
    return pipeline(
        fromFiles(
            "arrived",
            "in",
            "csv",
            Map.of("separator", ";"),
            "invoiceNumber: string required",
            "customerId: long",
            "amount: decimal(12,2)",
            "paid: boolean",
            "issuedOn: date('dd.MM.yyyy')"),
        toTable("lake", "arrived", "invoices"));
  }

  @Test
  void readsEachFileOnce() throws IOException {
    Pipeline pipeline =
        pipeline(fromFiles("in", "in", "json", Map.of(), "id: long"), toTable("t", "in", "rows"));
    write("in/a.json", "{\"id\":1}\n{\"id\":2}\n\n");
    write("in/deep/[1] b#.json", "{\"id\":3}");
    write("in/_hidden.json", "{\"id\":99}");
    write("in/.tmp/x.json", "{\"id\":99}");
    aged(write("in/young.json", "{\"id\":4}"), 0);
    assertThat(drain(pipeline)).hasSize(1);
    aged(folder.resolve("in/young.json"), 2);
    List<BatchReport> second = drain(pipeline);
    assertThat(second).hasSize(1);
    assertThat(second.get(0).nodes().get(0).in()).isEqualTo(OptionalLong.of(1));
    assertThat(drain(pipeline)).isEmpty();
    write("in/a.json", "{\"id\":5}\n");
    drain(pipeline);
    assertThat(SharedEngine.column(pipeline, "SELECT id FROM rows ORDER BY id"))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void findsCellsByTheHeaderOfTheirFile() throws IOException {
    write(
        "in/a.csv",
        """
        invoiceNumber;customerId;amount;issuedOn;paid
        A-1;17; 12.50 ;03.11.2026;TRUE
        "A;""2";;;;
        """);
    write("in/b.csv", "\uFEFFextra;issuedOn;invoiceNumber\r\nx;04.11.2026;Ä-3\r\n");
    Pipeline pipeline = invoices();
    assertThat(drain(pipeline)).hasSize(1);
    assertThat(rows(pipeline, "SELECT * FROM invoices ORDER BY invoiceNumber"))
        .containsExactly(
            row("A-1", 17L, new BigDecimal("12.50"), true, LocalDate.of(2026, 11, 3)),
            row("A;\"2", null, null, null, null),
            row("Ä-3", null, null, null, LocalDate.of(2026, 11, 4)));
  }

  @Test
  void countsAndNamesLinesThatAreNoRows() throws IOException {
    write(
        "in/bad.csv",
        """
        invoiceNumber;customerId;amount;paid;issuedOn
        A-1;17;12.50;true;03.11.2026
        ;17;12.50;true;03.11.2026
        A-3;17
        A-4;seven;12.50;true;03.11.2026
        A-5;17;12.505;true;03.11.2026
        A-6;17;12.50;true;31.02.2026
        """);
    Pipeline pipeline = invoices();
    BatchReport report = drain(pipeline).get(0);
    assertThat(report.nodes().get(0).in()).isEqualTo(OptionalLong.of(6));
    assertThat(report.nodes().get(0).dead()).isEqualTo(OptionalLong.of(5));
    assertThat(report.nodes().get(1).in()).isEqualTo(OptionalLong.of(1));
    assertThat(report.notices())
        .containsExactly(
            "[dead-rows] arrived: 5 rows of in/bad.csv not taken:"
                + " amount: the number 12.505 is out of range for decimal(12,2)");
  }

  @Test
  void readsOtherEncodingsAndSaysWhereTheyAreWrong() throws IOException {
    write("in/a.csv", "name\nMüller\n", StandardCharsets.ISO_8859_1);
    Pipeline utf8 =
        pipeline(fromFiles("in", "in", "csv", Map.of(), "name: string"), toTable("t", "in", "a"));
    BatchReport report = drain(utf8).get(0);
    assertThat(report.nodes().get(0).dead()).isEqualTo(OptionalLong.of(1));
    assertThat(report.notices().get(0)).endsWith("column name has bytes of another encoding");
    name();
    Pipeline latin =
        pipeline(
            fromFiles("in", "in", "csv", Map.of("encoding", "ISO-8859-1"), "name: string"),
            toTable("t", "in", "a"));
    drain(latin);
    assertThat(SharedEngine.column(latin, "SELECT name FROM a")).containsExactly("Müller");
  }

  @Test
  void failsTheBatchAtATornFile() throws IOException {
    Path torn = folder.resolve("in/torn.json.gz");
    Files.createDirectories(torn.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(torn))) {
      out.write("{\"id\":1}\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(torn);
    Files.write(torn, java.util.Arrays.copyOf(whole, whole.length - 12));
    aged(torn, 60);
    Pipeline pipeline =
        pipeline(fromFiles("in", "in", "json", Map.of(), "id: long"), toTable("t", "in", "rows"));
    try (JobRun run = open(pipeline, Steps.NONE)) {
      assertThatThrownBy(() -> run.next(TestJob.DUE))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("torn.json.gz");
    }
    Files.write(torn, whole);
    aged(torn, 60);
    drain(pipeline);
  }

  @Test
  void saysThatAFileWasGoneBeforeItWasRead() throws IOException {
    Path gone = write("in/a.json", "{\"id\":1}");
    write("in/b.json", "{\"id\":2}");
    Pipeline pipeline =
        pipeline(fromFiles("in", "in", "json", Map.of(), "id: long"), toTable("t", "in", "rows"));
    Steps crash =
        step -> {
          if (step.equals("ranged")) {
            throw new IllegalStateException("crash");
          }
        };
    try (JobRun run = open(pipeline, crash)) {
      assertThatThrownBy(() -> run.next(TestJob.DUE)).hasMessageContaining("crash");
    }
    Files.delete(gone);
    BatchReport report = drain(pipeline).get(0);
    assertThat(report.expired()).isEqualTo(1);
    assertThat(report.notices())
        .containsExactly("[expired] file in/a.json was deleted or changed before it was read");
    assertThat(SharedEngine.column(pipeline, "SELECT id FROM rows")).containsExactly(2L);
  }

  @Test
  void saysThatThereIsNoFolder() {
    Pipeline pipeline =
        pipeline(fromFiles("in", "in", "json", Map.of(), "id: long"), toTable("t", "in", "rows"));
    try (JobRun run = open(pipeline, Steps.NONE)) {
      assertThatThrownBy(() -> run.next(TestJob.DUE))
          .hasMessage("there is no folder " + folder.resolve("in") + ": create it");
    }
  }

  @Test
  void writesWhatItReads() throws IOException {
    String[] columns = {
      "orderId: long required",
      "price: decimal(38,18)",
      "createdAt: timestamp",
      "localTime: localTimestamp",
      "day: date",
      "name: string"
    };
    write(
        "in/a.json",
        "{\"orderId\":1,\"price\":\"12345678901234567890.123456789012345678\","
            + "\"createdAt\":\"2026-11-13T02:15:00.123456Z\","
            + "\"localTime\":\"2026-11-13T02:15:00.654321\",\"day\":\"2026-02-28\","
            + "\"name\":\" Ärger, \\\"x\\\"\\\\; \"}\n{\"orderId\":2}\n");
    for (String format : List.of("json", "csv", "parquet")) {
      name();
      Pipeline there =
          pipeline(
              fromFiles("in", "in", "json", Map.of(), columns),
              toFiles("out", "in", "out-" + format, Map.of("format", format)),
              toTable("t", "in", "rows"));
      drain(there);
      assertThat(published("out-" + format)).hasSize(1);
      Pipeline back =
          TestPipeline.of(id + "b", "none")
              .jobOf(
                  "load",
                  List.of(
                      fromFiles("in", "out-" + format, format, Map.of(), columns),
                      toTable("t", "in", "rows")))
              .build(folder);
      age("out-" + format);
      drain(back);
      assertThat(rows(back, "SELECT * FROM rows ORDER BY orderId"))
          .as(format)
          .isEqualTo(rows(there, "SELECT * FROM rows ORDER BY orderId"))
          .hasSize(2);
    }
  }

  @Test
  void writesAFolderForEachValue() throws IOException {
    write(
        "in/a.json", "{\"id\":1,\"country\":\"DE\"}\n{\"id\":2,\"country\":\"a/b\"}\n{\"id\":3}\n");
    Pipeline pipeline =
        pipeline(
            fromFiles("in", "in", "json", Map.of(), "id: long", "country: string"),
            toFiles(
                "out",
                "in",
                "out",
                Map.of("partitionBy", List.of("country"), "compression", "gzip", "format", "csv")));
    drain(pipeline);
    assertThat(published("out"))
        .extracting(file -> file.replaceAll("-0000\\d\\.", "-N."))
        .containsExactlyInAnyOrder(
            "country=DE/load-000000000002-N.csv.gz",
            "country=a%2Fb/load-000000000002-N.csv.gz",
            "country=__HIVE_DEFAULT_PARTITION__/load-000000000002-N.csv.gz");
    List<Row> read =
        SharedSpark.session()
            .read()
            .option("header", "true")
            .csv(folder.resolve("out").toString())
            .orderBy("id")
            .collectAsList();
    assertThat(read).extracting(row -> row.getString(1)).containsExactly("DE", "a/b", null);
  }

  @Test
  void writesNoFileOfNoRows() throws IOException {
    write("in/a.json", "{\"id\":null}\n");
    Pipeline pipeline =
        pipeline(
            fromFiles("in", "in", "json", Map.of(), "id: long required"),
            toFiles("out", "in", "out", Map.of()));
    assertThat(drain(pipeline)).hasSize(1);
    assertThat(published("out")).isEmpty();
    assertThat(drain(pipeline)).isEmpty();
  }

  private void age(String out) throws IOException {
    for (String file : published(out)) {
      aged(folder.resolve(out).resolve(file), 5);
    }
  }

  /** The files that a reader sees. */
  private List<String> published(String out) throws IOException {
    Path root = folder.resolve(out);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.startsWith("_tidemill"))
          .sorted()
          .toList();
    }
  }

  private static List<Object> row(Object... values) {
    List<Object> row = new ArrayList<>();
    java.util.Collections.addAll(row, values);
    return row;
  }
}
