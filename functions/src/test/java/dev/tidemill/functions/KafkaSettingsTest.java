package dev.tidemill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  @Test
  void waitsForAllReplicasAndNumbersItsMessages() {
    assertThat(KafkaSettings.of(Map.of("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", "a:1"), ""))
        .containsEntry("bootstrap.servers", "a:1")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true);
  }

  @Test
  void takesEverySettingFromTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", "a:1",
            "TIDEMILL_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "TIDEMILL_KAFKA_LINGER_MS", "7",
            "AWS_LAMBDA_FUNCTION_NAME", "approvals-local-PutUser",
            "KAFKA_ACKS", "0");

    assertThat(KafkaSettings.of(environment, ""))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("linger.ms", "7")
        .containsEntry("client.id", "approvals-local-PutUser")
        .containsEntry("acks", "all");
  }

  @Test
  void keepsTheSettingsOfConnectionsApart() {
    Map<String, String> environment =
        Map.of(
            "TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", "a:1",
            "TIDEMILL_KAFKA_COMPRESSION_TYPE", "zstd",
            "TIDEMILL_KAFKA_MAX_REQUEST_SIZE", "4096",
            "TIDEMILL_CONNECTION_OFFICE__BOOTSTRAP_SERVERS", "b:2",
            "TIDEMILL_CONNECTION_OFFICE__SECURITY_PROTOCOL", "SSL",
            "TIDEMILL_CONNECTION_OFFICE_KAFKA__BOOTSTRAP_SERVERS", "c:3");

    assertThat(KafkaSettings.of(environment, "office"))
        .containsEntry("bootstrap.servers", "b:2")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("max.request.size", "4096")
        .doesNotContainKey("compression.type");
    assertThat(KafkaSettings.of(environment, "office-kafka"))
        .containsEntry("bootstrap.servers", "c:3")
        .doesNotContainKey("security.protocol");
    assertThat(KafkaSettings.of(environment, ""))
        .containsEntry("bootstrap.servers", "a:1")
        .doesNotContainKey("security.protocol");
  }

  @Test
  void asksForABroker() {
    assertThatThrownBy(() -> KafkaSettings.of(Map.of(), ""))
        .hasMessage("No broker to send to: TIDEMILL_KAFKA_BOOTSTRAP_SERVERS is not set");
    assertThatThrownBy(() -> KafkaSettings.of(Map.of(), "office-kafka"))
        .hasMessage(
            "No broker to send to: TIDEMILL_CONNECTION_OFFICE_KAFKA__BOOTSTRAP_SERVERS is not set");
  }
}
