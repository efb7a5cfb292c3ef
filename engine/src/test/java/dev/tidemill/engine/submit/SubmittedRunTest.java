package dev.tidemill.engine.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.iceberg.HasTableOperations;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in this process' Spark; how a process ends is shown where whole ones run. */
class SubmittedRunTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOOK = Duration.ofMillis(100);

  @TempDir Path folder;
  private final TestTopic topic = TestTopic.create(1);
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final String id = SharedEngine.newPipeline();
  private Path watched;

  @BeforeEach
  void send() throws IOException {
    topic.sendIds(0, 6, 1);
    watched = Files.writeString(folder.resolve("deployed.txt"), "1");
  }

  @Test
  void maintainsTablesAtItsEndUnlessAnEarlierRunHasJustDoneSo() throws Exception {
    Pipeline pipeline = pipeline("");

    run(pipeline, "copies").run("");
    assertThat(events("ended")).hasSize(1);
    assertThat(events("batch")).hasSize(6);
    assertThat(events("maintained"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("table").asText()).isEqualTo("rows");
              assertThat(line.path("filesBefore").asInt()).isEqualTo(6);
              assertThat(line.path("filesAfter").asInt()).isEqualTo(1);
            });
    Instant maintained = SharedEngine.engine().maintained(pipeline, "rows");
    assertThat(maintained).isAfter(Instant.now().minus(Duration.ofMinutes(5)));

    topic.sendIds(6, 12, 1);
    run(pipeline, "copies").run("");
    assertThat(events("ended")).hasSize(2);
    assertThat(events("maintained")).hasSize(1);
    assertThat(SharedEngine.engine().maintained(pipeline, "rows")).isEqualTo(maintained);
    assertThat(SharedEngine.column(pipeline, "SELECT count(DISTINCT id) FROM rows"))
        .containsExactly(12L);
  }

  @Test
  void saysWhichTableItCouldNotMaintainAndMaintainsTheOthers() throws Exception {
    Pipeline pipeline = pipeline("");
    run(pipeline, "others").run("");
    String metadata =
        ((HasTableOperations) SharedEngine.table(pipeline, "others"))
            .operations()
            .current()
            .metadataFileLocation();
    Files.delete(Path.of(metadata.replaceFirst("^file:", "")));

    run(pipeline, "copies").run("");

    assertThat(notices())
        .anyMatch(
            text ->
                text.startsWith(
                    "the maintenance of table others failed and is tried again later:"));
    assertThat(events("maintained"))
        .extracting(line -> line.path("table").asText())
        .contains("rows");
  }

  @Test
  void maintainsTablesBesideItsJobsAndEndsWhenWhatWasDeployedChanges() throws Exception {
    SubmittedRun run = run(pipeline("every: 1s"), "copies");
    Thread runs = running(run, RemoteFile.hash("1".getBytes(UTF_8)));
    await(line -> line.path("event").asText().equals("maintained"));

    Files.delete(watched);
    await(line -> line.path("text").asText().startsWith("cannot look at " + watched));
    Files.writeString(watched, "2");

    runs.join();
    assertThat(notices())
        .contains("what was deployed has changed: this run ends after its batches");
    assertThat(events("ended")).hasSize(1);
  }

  @Test
  void endsAtOnceWhereAnotherDeploymentIsAheadOfIt() throws Exception {
    run(pipeline("every: 1s"), "copies").run("another");
    assertThat(events("ended")).hasSize(1);
  }

  @Test
  void leavesAJobOutThatCannotGoOn() throws Exception {
    topic.send(0, "no message".getBytes(UTF_8));
    Pipeline pipeline = pipeline("");

    assertThatThrownBy(() -> run(pipeline, "refuses", "copies").run(""))
        .isInstanceOfSatisfying(
            SubmitFailure.class, failure -> assertThat(failure.status()).isEqualTo(1))
        .hasMessageStartingWith("job refuses failed: ");
    assertThat(events("failed")).hasSize(1);
    assertThat(SharedEngine.column(pipeline, "SELECT count(*) FROM rows")).containsExactly(6L);
  }

  @Test
  void startsNothingOnceItIsStopped() throws Exception {
    SubmittedRun run = run(pipeline("every: 1s"), "copies");
    run.stop(Duration.ofMinutes(1));

    run.run("1");

    assertThat(events("batch")).isEmpty();
    assertThat(events("ended")).hasSize(1);
  }

  private Thread running(SubmittedRun run, String hash) {
    Thread runs =
        new Thread(
            () -> {
              try {
                run.run(hash);
              } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
              }
            });
    runs.start();
    return runs;
  }

  private SubmittedRun run(Pipeline pipeline, String... jobs) {
    return new SubmittedRun(
        SharedEngine.engine(),
        pipeline,
        List.of(jobs).stream().map(pipeline.jobs()::get).toList(),
        TestTopic.clusters(),
        new RunLog(pipeline, new PrintStream(said, true, UTF_8), Clock.systemUTC()),
        RemoteFile.at(watched.toString(), SharedEngine.engine().hadoop()),
        LOOK,
        Clock.systemUTC());
  }

  private Pipeline pipeline(String every) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: %1$s
            streams:
              events: { topic: %2$s, columns: { id: long required, name: string } }
              strict: { topic: %2$s, onBadRecord: fail, columns: { id: long required, name: string } }
            tables: { others: {}, rows: {}, wrong: {} }
            jobs:
              copies:
                %3$s
                nodes:
                  from: { source: stream, stream: events, startingOffsets: earliest, maxPerBatch: 1 }
                  to: { target: table, input: from, table: rows }
              others:
                nodes:
                  from: { source: stream, stream: events, startingOffsets: earliest }
                  to: { target: table, input: from, table: others }
              refuses:
                nodes:
                  from: { source: stream, stream: strict, startingOffsets: earliest }
                  to: { target: table, input: from, table: wrong }
            """
                .formatted(id, topic.name(), every));
    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), name -> null).read(file, "local", Map.of());
    return checked.pipeline().orElseThrow(() -> new AssertionError(checked.findings()));
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : said.toString(UTF_8).lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private List<JsonNode> events(String event) throws IOException {
    return lines().stream().filter(line -> line.path("event").asText().equals(event)).toList();
  }

  private List<String> notices() throws IOException {
    return events("notice").stream().map(line -> line.path("text").asText()).toList();
  }

  private void await(Predicate<JsonNode> wanted) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> lines().stream().anyMatch(wanted));
  }
}
