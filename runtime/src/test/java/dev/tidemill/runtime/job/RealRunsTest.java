package dev.tidemill.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.process.BrokerProcess;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on Spark and a broker. */
class RealRunsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static ClaimedFolder claimed;
  private static BrokerProcess broker;
  private static Engine engine;

  @BeforeAll
  static void start() throws Exception {
    DataFolder data = new DataFolder(folder.resolve("data"));
    claimed = ClaimedFolder.claim(data);
    broker = BrokerProcess.start(Installation.current(), claimed, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      // The first to ask for a group waits for the broker to make a topic; batches do not.
      admin.listConsumerGroupOffsets("first").all().get();
    }
    engine =
        Engine.start(
            new EngineSettings(
                data.lake(),
                data.catalogUri(),
                data.work(),
                Map.of("spark.master", "local[2]", "spark.ui.enabled", "false")));
  }

  @AfterAll
  static void stop() {
    engine.close();
    broker.close();
    claimed.close();
  }

  @Test
  void aBatchThatIsInterruptedAtAnyStepGivesEachRowOnce(@TempDir Path runs) throws Exception {
    Pipeline pipeline = pipeline("clicks", "every: 1s");
    AtomicReference<String> interruptAt = new AtomicReference<>("");
    Steps steps =
        step -> {
          if (interruptAt.compareAndSet(step, "")) {
            Thread.currentThread().interrupt();
          }
        };
    int sent = 0;
    try (Rig rig = new Rig(runs, engine(steps), pipeline, Clock.systemUTC()).begin()) {
      for (String step : List.of("ranged", "planned", "written", "committed", "all-committed")) {
        interruptAt.set(step);
        send("clicks", sent, 50);
        sent += 50;
        long all = sent;
        await(step).atMost(PATIENCE).until(() -> interruptAt.get().isEmpty());
        await(step).atMost(PATIENCE).until(() -> count(pipeline) == all);
      }
      assertThat(rig.notices()).anyMatch(notice -> notice.startsWith("batch failed"));
      awaitLag(rig, 0);
      rig.runner.stop("copy", true);
      send("clicks", sent, 7);
      awaitLag(rig, 7);
      assertThat(rig.status("copy").lag()).get().isNotEqualTo(Duration.ZERO);
    }
    assertThat(count(pipeline)).isEqualTo(sent);
    assertThat(ask(pipeline, "SELECT count(DISTINCT id) FROM rows")).isEqualTo(sent);
  }

  @Test
  void aRunThatIsStartedTakesWhatIsThere(@TempDir Path runs) throws Exception {
    Pipeline pipeline = pipeline("views", "retries: 0");
    try (Rig rig = new Rig(runs, engine(Steps.NONE), pipeline, Clock.systemUTC()).begin()) {
      send("views", 0, 300);
      rig.runner.trigger("copy", "schedule nightly");
      await().atMost(PATIENCE).until(() -> rig.status("copy").state() == RunState.SUCCEEDED);

      assertThat(count(pipeline)).isEqualTo(300);
      assertThat(rig.last("jr_1").rowsIn()).isEqualTo(300);
    }
  }

  @Test
  void filesThatArriveAreTakenOnce(@TempDir Path runs) throws Exception {
    Path inbox = Files.createDirectories(folder.resolve("invoices/inbox"));
    Pipeline pipeline =
        read(
            "invoices",
            """
            pipeline: invoices
            tables: { rows: {} }
            jobs:
              copy:
                onArrival: log
                nodes:
                  log: { source: files, path: inbox, format: json, columns: { id: long required } }
                  lake: { target: table, input: log, table: rows }
            """);
    try (Rig rig = new Rig(runs, engine(Steps.NONE), pipeline, Clock.systemUTC()).begin()) {
      Files.writeString(inbox.resolve("a.json"), "{\"id\":1}\n{\"id\":2}\n");
      await().atMost(PATIENCE).until(() -> count(pipeline) == 2);
      Files.writeString(inbox.resolve("b.json"), "{\"id\":3}\n");
      await().atMost(PATIENCE).until(() -> count(pipeline) == 3);

      rig.awaitRuns("jr_1 SUCCEEDED");
      assertThat(rig.last("jr_1").trigger()).isEqualTo("arrival log");
    }
  }

  private static void awaitLag(Rig rig, long messages) {
    await()
        .atMost(PATIENCE)
        .until(() -> rig.status("copy").lagMessages(), OptionalLong.of(messages)::equals);
  }

  private static JobEngine engine(Steps steps) {
    return new SparkJobEngine(engine, () -> Clusters.single(broker.clientSettings()), steps);
  }

  private static Pipeline pipeline(String id, String trigger) throws IOException {
    Pipeline pipeline =
        read(
            id,
            """
            pipeline: %s
            streams:
              %s: { partitions: 2, columns: { id: long required } }
            tables: { rows: {} }
            jobs:
              copy:
                %s
                nodes:
                  log: { source: stream, stream: %s }
                  lake: { target: table, input: log, table: rows }
            """
                .formatted(id, id, trigger, id));
    broker.createTopics(pipeline.streams().values());
    return pipeline;
  }

  private static Pipeline read(String id, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve(id)).resolve("pipeline.yaml");
    Files.writeString(file, text);
    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), System::getenv).read(file, "local", Map.of());
    return checked.pipeline().orElseThrow(() -> new AssertionError(checked.findings()));
  }

  private static void send(String topic, int from, int count) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int id = from; id < from + count; id++) {
        byte[] event = "{\"id\":%d}".formatted(id).getBytes(StandardCharsets.UTF_8);
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, event));
      }
    }
  }

  private static long count(Pipeline pipeline) {
    try {
      return ask(pipeline, "SELECT count(*) FROM rows");
    } catch (EngineException notYet) {
      return 0;
    }
  }

  private static long ask(Pipeline pipeline, String sql) {
    List<Object> row = engine.query(pipeline, sql, 0).rows().get(0);
    return (Long) row.get(0);
  }
}
