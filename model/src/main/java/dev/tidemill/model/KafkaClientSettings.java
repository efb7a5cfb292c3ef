package dev.tidemill.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A connection as <a href="https://kafka.apache.org/41/configuration/">settings of Kafka
 * clients</a>. Certificates are put in as text, since not every process that connects has the
 * files.
 */
public final class KafkaClientSettings {

  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  private final KafkaConnection connection;
  private final UnaryOperator<String> secrets;
  private final Map<String, String> settings = new TreeMap<>();

  private KafkaClientSettings(KafkaConnection connection, UnaryOperator<String> secrets) {
    this.connection = connection;
    this.secrets = secrets;
  }

  /**
   * The settings by name, in the order of the alphabet. With the values of secrets in them they are
   * never to be shown.
   *
   * @param secrets from a secret's name to its value, or to what will be replaced by it
   * @throws UncheckedIOException if a certificate cannot be read; the message says which
   */
  public static Map<String, String> of(KafkaConnection connection, UnaryOperator<String> secrets) {
    return new KafkaClientSettings(connection, secrets).all();
  }

  private Map<String, String> all() {
    settings.put("bootstrap.servers", connection.bootstrapServers());
    switch (connection.authentication()) {
      case NONE -> {}
      case TLS -> tls();
      case SCRAM -> password("SCRAM-SHA-512", SCRAM);
      case PLAIN -> password("PLAIN", PLAIN);
      case IAM -> iam();
    }
    settings.putAll(connection.properties());
    return settings;
  }

  private void tls() {
    settings.put("security.protocol", "SSL");
    authorities();
    connection.clientCertificate().ifPresent(this::identity);
  }

  private void identity(Path certificate) {
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.certificate.chain", text("clientCertificate", certificate));
    settings.put("ssl.keystore.key", connection.clientKey().orElseThrow().render(secrets));
  }

  private void password(String mechanism, String module) {
    sasl(
        mechanism,
        "%s required username=\"%s\" password=\"%s\";"
            .formatted(module, quoted(connection.username()), quoted(connection.password())));
  }

  /** As in <a href="https://github.com/aws/aws-msk-iam-auth">aws-msk-iam-auth</a>. */
  private void iam() {
    sasl("AWS_MSK_IAM", "software.amazon.msk.auth.iam.IAMLoginModule required;");
    settings.put(
        "sasl.client.callback.handler.class",
        "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
  }

  private void sasl(String mechanism, String module) {
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", mechanism);
    settings.put("sasl.jaas.config", module);
    authorities();
  }

  private void authorities() {
    connection
        .caCertificate()
        .ifPresent(
            file -> {
              settings.put("ssl.truststore.type", "PEM");
              settings.put("ssl.truststore.certificates", text("caCertificate", file));
            });
  }

  private String text(String key, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "connection %s: cannot read its %s %s: %s"
              .formatted(connection.id(), key, file, failure.getClass().getSimpleName()),
          failure);
    }
  }

  /**
   * Between quotes of a login module's configuration, which knows Java's escapes. A reference that
   * is replaced later has nothing to escape, so it stays as it is.
   */
  private String quoted(Optional<Template> text) {
    return text.orElseThrow()
        .render(secrets)
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }
}
