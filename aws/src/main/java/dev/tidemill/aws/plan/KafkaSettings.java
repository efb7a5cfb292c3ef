package dev.tidemill.aws.plan;

import dev.tidemill.model.AwsSettings;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.KafkaClientSettings;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Names;
import dev.tidemill.model.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of Kafka clients, secrets as CloudFormation's dynamic references. */
final class KafkaSettings {

  private KafkaSettings() {}

  /** For the cluster that the deployment makes. */
  static Map<String, String> own(AwsStreams.Authentication authentication, AwsSettings aws) {
    KafkaConnection cluster =
        new KafkaConnection(
            "aws",
            Optional.empty(),
            Ref.BROKERS,
            KafkaConnection.Authentication.valueOf(authentication.name()),
            part("username"),
            part("password"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            aws.position());
    return KafkaClientSettings.of(
        cluster,
        part -> "{{resolve:secretsmanager:" + Ref.KAFKA_SECRET + ":SecretString:" + part + "}}");
  }

  /** A part of the one secret that the cluster's user is. */
  private static Optional<Template> part(String name) {
    return Optional.of(new Template(List.of(new Template.Part.Secret(name))));
  }

  /** For one that is there. */
  static Map<String, String> given(KafkaConnection connection, Names names) {
    return KafkaClientSettings.of(connection, secret -> Secrets.reference(names, secret));
  }
}
