package dev.tidemill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.broker.SecureBrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker that knows its clients. */
class SecuredKafkaTest {

  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";

  @TempDir private static Path folder;
  private static SecureBrokerProcess broker;

  @BeforeAll
  static void start() throws Exception {
    broker = new SecureBrokerProcess(folder);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.plaintext()))) {
      Set<NewTopic> topics =
          Set.of("scram", "tls", "iam", "both").stream()
              .map(name -> new NewTopic(name, 1, (short) 1))
              .collect(Collectors.toSet());
      admin.createTopics(topics).all().get();
    }
  }

  @AfterEach
  void forgetTheIdentity() {
    identity("", "");
  }

  @Test
  void sendsWithAPassword() throws Exception {
    Map<String, String> environment = new HashMap<>();
    scram(environment, "TIDEMILL_KAFKA_", SecureBrokerProcess.PASSWORD);

    send(environment, "scram", "kafka:scram");

    assertThat(TestBroker.read(broker.plaintext(), "scram", 1)).hasSize(1);
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    Map<String, String> environment = new HashMap<>();
    scram(environment, "TIDEMILL_KAFKA_", "guessed");

    assertThatThrownBy(() -> send(environment, "scram", "kafka:scram"))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("invalid credentials with SASL mechanism SCRAM-SHA-512")
        .hasMessageNotContaining("guessed");
  }

  @Test
  void sendsWithACertificate() throws Exception {
    Map<String, String> environment = new HashMap<>();
    tls(environment, "TIDEMILL_KAFKA_");

    send(environment, "tls", "kafka:tls");

    assertThat(TestBroker.read(broker.plaintext(), "tls", 1)).hasSize(1);
  }

  @Test
  void isNotHeardWithoutItsCertificate() throws Exception {
    Map<String, String> environment = new HashMap<>();
    tls(environment, "TIDEMILL_KAFKA_");
    environment.keySet().removeIf(name -> name.contains("KEYSTORE"));

    assertThatThrownBy(() -> send(environment, "tls", "kafka:tls"))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining(": Received fatal alert: ");
  }

  @Test
  void sendsAsAnAwsIdentity() throws Exception {
    identity(SecureBrokerProcess.ACCESS_KEY, SecureBrokerProcess.SECRET_KEY);

    send(iam(), "iam", "kafka:iam");

    assertThat(TestBroker.read(broker.plaintext(), "iam", 1)).hasSize(1);
  }

  @Test
  void isRefusedWithTheSignatureOfAnotherKey() throws Exception {
    identity(SecureBrokerProcess.ACCESS_KEY, "another-secret");

    assertThatThrownBy(() -> send(iam(), "iam", "kafka:iam"))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("AWS_MSK_IAM");
  }

  @Test
  void sendsToSeveralClustersInOneInvocation() throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", broker.plaintext());
    scram(environment, "TIDEMILL_CONNECTION_OFFICE_KAFKA__", SecureBrokerProcess.PASSWORD);
    tls(environment, "TIDEMILL_CONNECTION_BRANCH__");
    Deliveries deliveries = new Deliveries(environment);
    deliveries.begin(Duration.ofSeconds(20));

    client("a", "kafka:both", deliveries).send("{\"own\":1}");
    client("b", "kafka:both@office-kafka", deliveries).send("{\"office\":1}");
    client("c", "kafka:both@branch", deliveries).send("{\"branch\":1}");
    assertThat(deliveries.pending()).isTrue();
    deliveries.flush();

    assertThat(deliveries.pending()).isFalse();
    assertThat(TestBroker.read(broker.plaintext(), "both", 3))
        .extracting(record -> record.value())
        .containsExactlyInAnyOrder("{\"own\":1}", "{\"office\":1}", "{\"branch\":1}");
  }

  private static void send(Map<String, String> environment, String stream, String address) {
    Deliveries deliveries = new Deliveries(environment);
    deliveries.begin(Duration.ofSeconds(20));
    client(stream, address, deliveries).send("{}");
    deliveries.flush();
  }

  private static StreamClient client(String stream, String address, Deliveries deliveries) {
    String variable = "TIDEMILL_STREAM_" + StreamAddress.environmentName(stream);
    return StreamClient.named(stream, Map.of(variable, address), deliveries);
  }

  private static void scram(Map<String, String> environment, String prefix, String password)
      throws Exception {
    environment.put(prefix + "BOOTSTRAP_SERVERS", broker.sasl());
    environment.put(prefix + "SECURITY_PROTOCOL", "SASL_SSL");
    environment.put(prefix + "SASL_MECHANISM", "SCRAM-SHA-512");
    String escaped = password.replace("\\", "\\\\").replace("\"", "\\\"");
    environment.put(
        prefix + "SASL_JAAS_CONFIG",
        "%s required username=\"%s\" password=\"%s\";"
            .formatted(SCRAM, SecureBrokerProcess.USER, escaped));
    authority(environment, prefix);
  }

  private static void tls(Map<String, String> environment, String prefix) throws Exception {
    environment.put(prefix + "BOOTSTRAP_SERVERS", broker.mutual());
    environment.put(prefix + "SECURITY_PROTOCOL", "SSL");
    environment.put(prefix + "SSL_KEYSTORE_TYPE", "PEM");
    environment.put(prefix + "SSL_KEYSTORE_CERTIFICATE_CHAIN", broker.pem("client.pem"));
    environment.put(prefix + "SSL_KEYSTORE_KEY", broker.pem("client-key.pem"));
    authority(environment, prefix);
  }

  private static Map<String, String> iam() throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", broker.sasl());
    environment.put("TIDEMILL_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    environment.put("TIDEMILL_KAFKA_SASL_MECHANISM", "AWS_MSK_IAM");
    environment.put(
        "TIDEMILL_KAFKA_SASL_JAAS_CONFIG", "software.amazon.msk.auth.iam.IAMLoginModule required;");
    environment.put(
        "TIDEMILL_KAFKA_SASL_CLIENT_CALLBACK_HANDLER_CLASS",
        "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    authority(environment, "TIDEMILL_KAFKA_");
    return environment;
  }

  private static void authority(Map<String, String> environment, String prefix) throws Exception {
    environment.put(prefix + "SSL_TRUSTSTORE_TYPE", "PEM");
    environment.put(prefix + "SSL_TRUSTSTORE_CERTIFICATES", broker.pem("ca.pem"));
  }

  /** On Lambda the SDK finds these in the environment; here in its system properties. */
  private static void identity(String accessKey, String secretKey) {
    System.setProperty("aws.region", SecureBrokerProcess.REGION);
    System.setProperty("aws.accessKeyId", accessKey);
    System.setProperty("aws.secretAccessKey", secretKey);
  }
}
