package dev.tidemill.engine.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.broker.SecureBrokerProcess;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose streams are in given clusters, each reached in another way, on a real broker. */
class SecuredJobsTest {

  private static final Instant DUE = Instant.parse("2026-11-13T02:15:00Z");

  /** Nobody listens there: a stream with a connection has nothing to do with it. */
  private static final Map<String, String> OWN = Map.of("bootstrap.servers", "127.0.0.1:1");

  @TempDir private static Path folder;
  private static SecureBrokerProcess broker;
  private static Pipeline pipeline;

  @BeforeAll
  static void start() throws Exception {
    broker = new SecureBrokerProcess(folder);
    pipeline = pipeline();
    Map<String, Object> plaintext = Map.of("bootstrap.servers", broker.plaintext());
    try (Admin admin = Admin.create(plaintext)) {
      admin
          .createTopics(
              Stream.of("first", "second", "third", "fourth")
                  .map(name -> new NewTopic(name, 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(plaintext, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("first", "{\"id\":7}".getBytes(UTF_8))).get();
      producer.send(new ProducerRecord<>("first", "bad".getBytes(UTF_8))).get();
    }
    System.setProperty("aws.region", SecureBrokerProcess.REGION);
    System.setProperty("aws.accessKeyId", SecureBrokerProcess.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", SecureBrokerProcess.SECRET_KEY);
  }

  @AfterAll
  static void forgetTheIdentity() {
    Stream.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey")
        .forEach(System::clearProperty);
  }

  private static Pipeline pipeline() throws Exception {
    Path file = folder.resolve("pipeline.yaml");
    Files.writeString(
        file,
        """
        pipeline: secured
        connections:
          office: { type: kafka, bootstrapServers: "%1$s", authentication: scram, username: tidemill,
                    password: "${secret:kafka}", caCertificate: ca.pem }
          plain: { type: kafka, bootstrapServers: "%1$s", authentication: plain, username: tidemill,
                   password: "${secret:kafka}", caCertificate: ca.pem }
          branch: { type: kafka, bootstrapServers: "%2$s", authentication: tls, caCertificate: ca.pem,
                    clientCertificate: client.pem, clientKey: "${secret:key}" }
          cloud: { type: kafka, bootstrapServers: "%1$s", authentication: iam, caCertificate: ca.pem }
        streams:
          first: { connection: office, columns: { id: long required } }
          second: { connection: branch, columns: { id: long required } }
          third: { connection: cloud, columns: { id: long required } }
          fourth: { connection: plain, columns: { id: long required } }
        tables: { rows: {} }
        jobs:
          one:
            every: 1m
            nodes:
              in: { source: stream, stream: first }
              out: { target: stream, input: in, stream: second }
          two:
            every: 1m
            nodes:
              in: { source: stream, stream: second }
              out: { target: stream, input: in, stream: third }
          three:
            every: 1m
            nodes:
              in: { source: stream, stream: third }
              out: { target: stream, input: in, stream: fourth }
          four:
            every: 1m
            nodes:
              late: { source: stream, stream: fourth }
              again: { source: stream, stream: first }
              both: { transform: sql, input: [late, again],
                      query: SELECT id FROM late UNION ALL SELECT id FROM again }
              out: { target: table, input: both, table: rows }
        """
            .formatted(broker.sasl(), broker.mutual()));
    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), name -> null).read(file, "local", Map.of());
    return checked.pipeline().orElseThrow(() -> new AssertionError(checked.findings()));
  }

  private static Map<String, String> secrets() throws Exception {
    Map<String, String> secrets = new HashMap<>();
    secrets.put("kafka", SecureBrokerProcess.PASSWORD);
    secrets.put("key", Files.readString(folder.resolve("client-key.pem")));
    return secrets;
  }

  /** A password, a certificate, an AWS identity and a password in the clear under TLS. */
  @Test
  void carryARowThroughAllOfThem() throws Exception {
    Clusters clusters = Clusters.of(OWN, secrets()::get);

    for (String job : List.of("one", "two", "three", "four")) {
      drain(job, clusters);
    }

    assertThat(SharedEngine.column(pipeline, "SELECT id FROM rows")).containsExactly(7L, 7L);
    assertThat(SharedEngine.column(pipeline, "SELECT reason FROM first_dead_letters"))
        .containsExactly("not-json");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.plaintext()))) {
      assertThat(admin.listTopics().names().get()).contains("secured-local-bookmarks");
    }
  }

  @Test
  void sayThatAPasswordIsWrong() throws Exception {
    Map<String, String> secrets = secrets();
    secrets.put("kafka", "guessed");

    assertThatThrownBy(() -> drain("one", Clusters.of(OWN, secrets::get)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("invalid credentials with SASL mechanism SCRAM-SHA-512")
        .hasMessageNotContaining("guessed");
  }

  @Test
  void sayThatAKeyIsInAnotherForm() throws Exception {
    Map<String, String> secrets = secrets();
    secrets.put("key", "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----");

    assertThatThrownBy(() -> drain("two", Clusters.of(OWN, secrets::get)))
        .isInstanceOfSatisfying(
            EngineException.class, failure -> assertThat(failure.code()).contains("client-key"))
        .hasMessage(
            "connection branch: clientKey is not a private key in PEM, PKCS #8 (BEGIN PRIVATE KEY):"
                + " 'openssl pkcs8 -topk8 -nocrypt -in FILE' makes one");
  }

  @Test
  void sayThatACertificateIsGone() throws Exception {
    Path certificate = folder.resolve("ca.pem");
    Path elsewhere = Files.move(certificate, folder.resolve("elsewhere.pem"));
    try {
      assertThatThrownBy(() -> drain("one", Clusters.of(OWN, secrets()::get)))
          .isInstanceOfSatisfying(
              EngineException.class, failure -> assertThat(failure.code()).contains("certificate"))
          .hasMessage(
              "connection office: cannot read its caCertificate "
                  + certificate
                  + ": NoSuchFileException");
    } finally {
      Files.move(elsewhere, certificate);
    }
  }

  /** A plan is shown in logs and in Spark's pages. */
  @Test
  void showNoPassword() throws Exception {
    Clusters clusters = Clusters.of(OWN, secrets()::get);
    Map<String, String> settings = clusters.of(pipeline, pipeline.streams().get("first"));

    assertThat(settings.get("sasl.jaas.config")).contains("password=\"o\\\"pen\\\\se$ame\"");
    assertThat(clusters.toString() + clusters.of(pipeline, pipeline.streams().values()))
        .doesNotContain("pen");
  }

  private static void drain(String job, Clusters clusters) throws Exception {
    try (JobRun run =
        SharedEngine.engine().open(pipeline, pipeline.jobs().get(job), clusters, Steps.NONE)) {
      while (run.next(DUE).isPresent()) {
        assertThat(job).isNotEmpty();
      }
    }
  }
}
