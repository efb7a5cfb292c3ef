package dev.tidemill.aws.plan;

import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Names;
import dev.tidemill.model.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Settings of Kafka clients, secrets as CloudFormation's dynamic references. */
final class KafkaSettings {

  private KafkaSettings() {}

  /** For the cluster that the deployment makes. */
  static Map<String, String> own(Authentication authentication) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", Ref.BROKERS);
    switch (authentication) {
      case IAM -> iam(settings);
      case SCRAM -> scram(settings, user("username"), user("password"));
      case TLS -> settings.put("security.protocol", "SSL");
    }
    return settings;
  }

  private static String user(String key) {
    return "{{resolve:secretsmanager:" + Ref.KAFKA_SECRET + ":SecretString:" + key + "}}";
  }

  /** For one that is there. */
  static Map<String, String> given(KafkaConnection connection, Names names) {
    Function<Template, String> text = template -> Secrets.text(names, template);
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", connection.bootstrapServers());
    String username = quoted(connection.username().map(text).orElse(""));
    String password = quoted(connection.password().map(text).orElse(""));
    switch (connection.authentication()) {
      case NONE -> {}
      case TLS -> settings.put("security.protocol", "SSL");
      case SCRAM -> scram(settings, username, password);
      case PLAIN ->
          sasl(
              settings,
              "PLAIN",
              "org.apache.kafka.common.security.plain.PlainLoginModule",
              username,
              password);
      case IAM -> iam(settings);
    }
    pem(settings, "ssl.truststore", "certificates", connection.caCertificate());
    pem(settings, "ssl.keystore", "certificate.chain", connection.clientCertificate());
    connection.clientKey().ifPresent(key -> settings.put("ssl.keystore.key", text.apply(key)));
    settings.putAll(connection.properties());
    return settings;
  }

  private static void pem(
      Map<String, String> settings, String store, String setting, Optional<Path> file) {
    file.ifPresent(
        path -> {
          settings.put(store + ".type", "PEM");
          settings.put(store + "." + setting, read(path));
        });
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + file, unreadable);
    }
  }

  /** As in <a href="https://github.com/aws/aws-msk-iam-auth">aws-msk-iam-auth</a>. */
  private static void iam(Map<String, String> settings) {
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "AWS_MSK_IAM");
    settings.put("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;");
    settings.put(
        "sasl.client.callback.handler.class",
        "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
  }

  private static void scram(Map<String, String> settings, String username, String password) {
    sasl(
        settings,
        "SCRAM-SHA-512",
        "org.apache.kafka.common.security.scram.ScramLoginModule",
        username,
        password);
  }

  private static void sasl(
      Map<String, String> settings,
      String mechanism,
      String module,
      String username,
      String password) {
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", mechanism);
    settings.put(
        "sasl.jaas.config",
        "%s required username=\"%s\" password=\"%s\";".formatted(module, username, password));
  }

  /** As a JAAS file has texts. */
  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
