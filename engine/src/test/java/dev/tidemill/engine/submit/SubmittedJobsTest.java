package dev.tidemill.engine.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemill.engine.GlueServer;
import dev.tidemill.engine.S3Server;
import dev.tidemill.engine.SharedBroker;
import dev.tidemill.engine.TestTopic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jobs of a pipeline as Glue runs them: the arguments of a deployment, its jars and a process
 * without anything else of ours. Glue's catalog, S3 and Kafka are local servers.
 */
class SubmittedJobsTest {

  private static final Path SPARKS_KAFKA = Path.of("target/kafka-of-spark/kafka-clients.jar");

  @TempDir Path folder;
  private final S3Server s3 = new S3Server();
  private final GlueServer glue = new GlueServer();
  private final TestTopic topic = TestTopic.create(2);
  private final TestTopic strict = TestTopic.create(1);

  SubmittedJobsTest() throws IOException {}

  @BeforeEach
  void send() {
    topic.sendIds(0, 1000, 2);
    topic.send(0, "no message".getBytes(UTF_8));
    strict.send(0, "no message".getBytes(UTF_8));
  }

  @AfterEach
  void stop() {
    s3.close();
    glue.close();
  }

  @Test
  void goesOnWhereAnEarlierRunHasEnded() throws IOException {
    deploy("first", "SELECT * FROM fresh WHERE id >= 0");
    try (SubmittedProcess run = start("first", SPARKS_KAFKA, "copies,refuses")) {
      JsonNode batch = run.await(event("batch", "copies"));
      assertThat(batch.path("rowsIn").asLong()).isEqualTo(1001);
      assertThat(batch.path("rowsOut").asLong()).isEqualTo(1000);
      assertThat(metrics(batch)).contains("rowsIn", "rowsOut", "dropped", "batchTime");
      JsonNode dead = run.await(line -> line.path("event").asText().equals("deadLetters"));
      assertThat(dead.path("deadLetters").asLong()).isEqualTo(1);
      JsonNode failed = run.await(event("failed", "refuses"));
      assertThat(metrics(failed)).containsExactly("failures");
      deploy("second", "SELECT id, upper(name) AS name FROM fresh");
      assertThat(run.status()).as("%s", run.said()).isEqualTo(1);
      run.await(event("ended", "copies"));
      assertThat(run.errors())
          .contains("SubmitFailure: job refuses failed")
          .doesNotContain("\tat dev.");
    }
    topic.sendIds(1000, 1500, 2);
    try (SubmittedProcess run = start("second", null, "copies,once")) {
      JsonNode batch = run.await(event("batch", "copies"));
      assertThat(batch.path("batch").asLong()).isGreaterThan(1);
      assertThat(batch.path("rowsOut").asLong()).isEqualTo(500);
      run.await(event("ended", "once"));
      assertThat(sum(run, "once", "rowsOut")).isEqualTo(1500);
      run.end();
      run.await(event("ended", "copies"));
      run.status();
    }
    assertThat(ids()).containsExactlyElementsOf(LongStream.range(0, 1500).boxed().toList());
    assertThat(s3.keys("warehouse/p_prod.db/")).isNotEmpty();
  }

  private void deploy(String name, String query) throws IOException {
    String definition =
        """
        pipeline: p
        streams:
          events:
            topic: %s
            columns: { id: long required, name: string }
          strict:
            topic: %s
            onBadRecord: fail
            columns: { id: long required }
        functions:
          Send:
            handler: example.Send
            code: target/send.jar
            samples: [samples/send.ndjson]
        tables:
          rows: { columns: { id: long required, name: string } }
          others: {}
          whole: {}
        jobs:
          copies:
            every: 1s
            nodes:
              fresh: { source: stream, stream: events, startingOffsets: earliest }
              named: { transform: sql, input: fresh, query: { file: named.sql } }
              lake: { target: table, input: named, table: rows }
          refuses:
            every: 1s
            nodes:
              from: { source: stream, stream: strict, startingOffsets: earliest }
              lake: { target: table, input: from, table: others }
          once:
            nodes:
              all: { source: stream, stream: events, startingOffsets: earliest }
              lake: { target: table, input: all, table: whole }
        stages:
          prod: {}
        """
            .formatted(topic.name(), strict.name());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("pipeline.yaml"));
      zip.write(definition.getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("named.sql"));
      zip.write(query.getBytes(UTF_8));
    }
    s3.put(name + ".zip", bytes.toByteArray());
    s3.put("deployed", name.getBytes(UTF_8));
  }

  private SubmittedProcess start(String definition, Path sparksKafka, String jobs)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String line :
        Files.readAllLines(Path.of(getClass().getResource("glue-arguments.txt").getPath()))) {
      String[] pair = line.split(" ", 2);
      arguments.add(pair[0]);
      arguments.add(
          pair[1]
              .replace("DEFINITION", definition)
              .replace("ASSETS", "assets")
              .replace("LAKE", "lake")
              .replace("WATCHED", "deployed")
              .replace("JOBS", jobs)
              .replace("BROKERS", SharedBroker.address()));
    }
    // Where a deployment leaves AWS itself to the SDK.
    catalog()
        .forEach((name, value) -> arguments.addAll(List.of("--tidemill-catalog." + name, value)));
    arguments.addAll(List.of("--tidemill-watch-every", "2s"));
    Map<String, String> settings = new LinkedHashMap<>();
    s3.settings().forEach((name, value) -> settings.put("spark.hadoop." + name, value));
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    return new SubmittedProcess(folder.resolve(definition), sparksKafka, settings, arguments);
  }

  private Map<String, String> catalog() {
    Map<String, String> catalog = new LinkedHashMap<>();
    catalog.put("client.region", "eu-central-1");
    catalog.put("glue.endpoint", glue.endpoint());
    catalog.put("s3.endpoint", s3.endpoint());
    catalog.put("s3.path-style-access", "true");
    catalog.put("s3.access-key-id", "key");
    catalog.put("s3.secret-access-key", "secret");
    return catalog;
  }

  private List<Long> ids() throws IOException {
    System.setProperty("aws.accessKeyId", "key");
    System.setProperty("aws.secretAccessKey", "secret");
    try (GlueCatalog catalog = new GlueCatalog()) {
      Map<String, String> properties = new LinkedHashMap<>(catalog());
      properties.put("warehouse", "s3://lake/warehouse");
      catalog.initialize("glue", properties);
      Table rows = catalog.loadTable(TableIdentifier.of("p_prod", "rows"));
      List<Long> ids = new ArrayList<>();
      try (CloseableIterable<Record> records = IcebergGenerics.read(rows).build()) {
        records.forEach(record -> ids.add((Long) record.getField("id")));
      }
      ids.sort(null);
      return ids;
    }
  }

  private static long sum(SubmittedProcess run, String job, String metric) {
    return run.said().stream()
        .filter(event("batch", job))
        .mapToLong(batch -> batch.path(metric).asLong())
        .sum();
  }

  private static Predicate<JsonNode> event(String event, String job) {
    return line ->
        line.path("event").asText().equals(event) && line.path("job").asText().equals(job);
  }

  private static List<String> metrics(JsonNode line) {
    List<String> names = new ArrayList<>();
    for (JsonNode metric : line.at("/_aws/CloudWatchMetrics/0/Metrics")) {
      String name = metric.path("Name").asText();
      assertThat(line.path(name).isNumber()).as(name).isTrue();
      names.add(name);
    }
    return names;
  }
}
