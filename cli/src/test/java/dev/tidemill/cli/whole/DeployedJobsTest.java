package dev.tidemill.cli.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemill.broker.SecureBrokerProcess;
import dev.tidemill.cli.whole.Program.Ended;
import dev.tidemill.engine.GlueServer;
import dev.tidemill.engine.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example as Glue runs it: arguments, script, definition and jar of the template that {@code
 * tidemill aws synth} writes, in a process with Spark and nothing of ours. Local servers stand for
 * S3, the Glue catalog and MSK, whose clients sign in by AWS identity as they do there.
 */
class DeployedJobsTest {

  private static final String LAKE = "lake";

  /** Spark 4.1 is built on another Kafka than ours. */
  private static final Path SPARKS_KAFKA =
      Program.HOME.resolve("engine/target/kafka-of-spark/kafka-clients.jar");

  @TempDir Path folder;
  private final S3Server s3 = new S3Server();
  private final GlueServer glue = new GlueServer();
  private SecureBrokerProcess broker;

  DeployedJobsTest() throws IOException {}

  @AfterEach
  void stop() {
    s3.close();
    glue.close();
  }

  @Test
  void goOnWhereAnEarlierRunHasEnded() throws Exception {
    AwsTest.assumeNode();
    broker = new SecureBrokerProcess(Files.createDirectories(folder.resolve("broker")));
    createTopics();
    GlueJobTemplate job = deployed();
    send(0, 1000);
    send("function-log", "no message");
    send("reminders", "no message");

    try (SubmittedProcess run = start(job, "first", Optional.of(SPARKS_KAFKA))) {
      JsonNode batch = run.await(event("batch", "executions"));
      assertThat(batch.path("rowsIn").asLong()).isEqualTo(1001);
      assertThat(batch.path("rowsOut").asLong()).isEqualTo(1000);
      assertThat(metrics(batch)).contains("rowsIn", "rowsOut", "dropped", "batchTime");
      JsonNode dead = run.await(line -> line.path("event").asText().equals("deadLetters"));
      assertThat(dead.path("deadLetters").asLong()).isEqualTo(1);
      assertThat(metrics(run.await(event("failed", "reminders")))).containsExactly("failures");
      s3.put("deployment.txt", "another".getBytes(UTF_8));
      assertThat(run.status()).as("%s", run.said()).isEqualTo(1);
      run.await(event("ended", "executions"));
      run.await(event("ended", "function-stats"));
      assertThat(run.errors())
          .contains("SubmitFailure: job reminders failed")
          .doesNotContainPattern("SubmitFailure[^\n]*\n\tat ");
    }
    send(1000, 1500);
    s3.put("deployment.txt", job.watchedText().getBytes(UTF_8));
    try (SubmittedProcess run = start(job, "second", Optional.empty())) {
      JsonNode batch = run.await(event("batch", "executions"));
      assertThat(batch.path("batch").asLong()).isGreaterThan(1);
      assertThat(batch.path("rowsOut").asLong()).isEqualTo(500);
      run.end();
      run.await(event("ended", "executions"));
      run.status();
    }
    assertThat(glue.column(s3, "s3://" + LAKE + "/", "approvals_prod.executions", "requestId"))
        .containsExactlyInAnyOrderElementsOf(ids(0, 1500));
    assertThat(s3.keys("warehouse/approvals_prod.db/")).isNotEmpty();
  }

  /**
   * With a file outside of the definition's folder, a variable that only this machine has, and a
   * job that fails.
   */
  private GlueJobTemplate deployed() throws Exception {
    Path project = Projects.approvals(folder);
    Path definition = project.resolve("pipeline.yaml");
    String text = Files.readString(definition);
    String changed =
        text.replace("condition: executionTime >= 0", "condition: { file: ../finished.sql }")
            .replace(
                "  prod: { ",
                "  prod: { description: \"${env:HOME}\","
                    + " streams: { reminders: { onBadRecord: fail } }, ");
    Files.writeString(definition, changed);
    Files.writeString(folder.resolve("finished.sql"), "executionTime >= 0");
    Ended synth = Program.run(project, "aws", "synth", "--fast", "-o", "out", "--stage", "prod");
    assertThat(synth.status()).as(synth.toString()).isZero();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("PipelineLakeBucket", LAKE);
    values.put("PipelineHelperBrokers.Brokers", broker.sasl());
    GlueJobTemplate job =
        new GlueJobTemplate(project.resolve("out"), "approvals-prod", "approvals-prod", values);
    assertThat(job.arguments())
        .containsEntry("--tidemill-env.HOME", System.getenv("HOME"))
        .containsEntry("--tidemill-watch-for", job.watchedText())
        .containsEntry("--tidemill-kafka.sasl.mechanism", "AWS_MSK_IAM");
    String key = GlueJobTemplate.key(job.arguments().get("--tidemill-definition"));
    s3.put(key, Files.readAllBytes(job.definition()));
    s3.put("deployment.txt", job.watchedText().getBytes(UTF_8));
    return job;
  }

  private SubmittedProcess start(GlueJobTemplate job, String name, Optional<Path> sparksKafka)
      throws IOException {
    List<String> arguments = new ArrayList<>(job.commandLine());
    replaced().forEach((argument, value) -> arguments.addAll(List.of(argument, value)));
    Map<String, String> settings = new LinkedHashMap<>();
    s3.settings().forEach((setting, value) -> settings.put("spark.hadoop." + setting, value));
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    Map<String, String> environment = new LinkedHashMap<>();
    // As the role of a Glue job has it.
    environment.put("AWS_ACCESS_KEY_ID", SecureBrokerProcess.ACCESS_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", SecureBrokerProcess.SECRET_KEY);
    environment.put("AWS_REGION", SecureBrokerProcess.REGION);
    return new SubmittedProcess(
        folder.resolve(name),
        job.engine(),
        sparksKafka,
        job.mainClass(),
        settings,
        environment,
        arguments);
  }

  /** What a deployment leaves to the SDK, to Java's own authorities, or to a minute's time. */
  private Map<String, String> replaced() throws IOException {
    Map<String, String> replaced = new LinkedHashMap<>();
    replaced.put("--tidemill-catalog.client.region", "eu-central-1");
    replaced.put("--tidemill-catalog.glue.endpoint", glue.endpoint());
    replaced.put("--tidemill-catalog.s3.endpoint", s3.endpoint());
    replaced.put("--tidemill-catalog.s3.path-style-access", "true");
    replaced.put("--tidemill-kafka.ssl.truststore.type", "PEM");
    replaced.put(
        "--tidemill-kafka.ssl.truststore.certificates",
        Files.readString(folder.resolve("broker/ca.pem")));
    replaced.put("--tidemill-watch-every", "2s");
    return replaced;
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.plaintext()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("function-log", 2, (short) 1),
                  new NewTopic("reminders", 1, (short) 1)))
          .all()
          .get();
    }
  }

  private void send(int from, int to) throws Exception {
    String message =
        "{\"functionName\":\"PutUser\",\"requestId\":\"%s\",\"executionTime\":7,"
            + "\"startedAt\":\"2026-11-13T02:15:00Z\",\"status\":\"OK\"}";
    send("function-log", ids(from, to).stream().map(message::formatted).toArray(String[]::new));
  }

  private void send(String topic, String... messages) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.plaintext()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (String message : messages) {
        sent.add(producer.send(new ProducerRecord<>(topic, message.getBytes(UTF_8))));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  private static List<Object> ids(int from, int to) {
    return IntStream.range(from, to).<Object>mapToObj(id -> "r" + id).toList();
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
