package dev.tidemill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.KafkaConnection.Authentication;
import dev.tidemill.model.Template.Part;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientSettingsTest {

  @TempDir private Path folder;

  @Test
  void takesNothingButTheAddressWithoutAuthentication() {
    assertThat(of(connection(Authentication.NONE, Optional.empty(), Map.of())))
        .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2"));
  }

  @Test
  void signsWithTheAwsIdentityOfTheProcess() {
    assertThat(of(connection(Authentication.IAM, Optional.empty(), Map.of())))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "a:1,b:2",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "AWS_MSK_IAM",
                "sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;",
                "sasl.client.callback.handler.class",
                    "software.amazon.msk.auth.iam.IAMClientCallbackHandler"));
  }

  @Test
  void putsTheAuthoritiesInAndLetsPropertiesWin() throws Exception {
    Path ca = Files.writeString(folder.resolve("ca.pem"), "CA");

    assertThat(
            of(
                connection(
                    Authentication.SCRAM,
                    Optional.of(ca),
                    Map.of("sasl.mechanism", "SCRAM-SHA-256", "client.rack", "a"))))
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.certificates", "CA")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-256")
        .containsEntry("client.rack", "a")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"me\""
                + " password=\"secret of \\\"pass\\\"\";");
  }

  @Test
  void saysWhichCertificateCannotBeRead() {
    Path absent = folder.resolve("absent.pem");

    assertThatThrownBy(() -> of(connection(Authentication.TLS, Optional.of(absent), Map.of())))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "connection office: cannot read its caCertificate " + absent + ": NoSuchFileException");
  }

  @Test
  void leavesAReferenceThatIsReplacedLaterAsItIs() {
    assertThat(
            KafkaClientSettings.of(
                connection(Authentication.PLAIN, Optional.empty(), Map.of()),
                name -> "{{resolve:secretsmanager:" + name + ":SecretString}}"))
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\""
                + " password=\"{{resolve:secretsmanager:pass:SecretString}}\";");
  }

  /** What a definition is warned of has no effect. */
  @Test
  void needsNoAuthoritiesWithoutEncryption() throws Exception {
    Path ca = Files.writeString(folder.resolve("ca.pem"), "CA");

    assertThat(of(connection(Authentication.NONE, Optional.of(ca), Map.of())))
        .containsOnlyKeys("bootstrap.servers");
  }

  private static Map<String, String> of(KafkaConnection connection) {
    return KafkaClientSettings.of(connection, name -> "secret of \"" + name + "\"");
  }

  private static KafkaConnection connection(
      Authentication authentication, Optional<Path> ca, Map<String, String> properties) {
    return new KafkaConnection(
        "office",
        Optional.empty(),
        "a:1,b:2",
        authentication,
        Optional.of(Template.of("me")),
        Optional.of(new Template(List.of(new Part.Secret("pass")))),
        ca,
        Optional.empty(),
        Optional.empty(),
        properties,
        new Position(Path.of("pipeline.yaml"), 1, 1, 1, 1));
  }
}
