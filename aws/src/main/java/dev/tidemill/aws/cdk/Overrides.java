package dev.tidemill.aws.cdk;

import dev.tidemill.model.AwsSettings;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.Connection;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Pipeline;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.kms.IKey;

/** A pipeline as the definition would have it if it named what a CDK app gives. */
final class Overrides {

  private static final String GIVEN = "given-by-the-app";

  private Overrides() {}

  /**
   * @param vpc or null, like all that follows
   */
  static Pipeline of(Pipeline pipeline, IVpc vpc, IKey key, String bootstrapServers) {
    AwsSettings aws = pipeline.aws();
    Map<String, Connection> connections = new LinkedHashMap<>(pipeline.connections());
    if (bootstrapServers != null) {
      connections.put(GIVEN, kafka(bootstrapServers, aws));
    }
    AwsSettings settings =
        new AwsSettings(
            aws.region(),
            aws.account(),
            bootstrapServers == null ? aws.streams() : new AwsStreams.Existing(GIVEN),
            aws.glue(),
            aws.athena(),
            vpc == null ? aws.network() : network(vpc),
            key == null ? aws.encryptionKey() : Optional.of(key.getKeyArn()),
            aws.removal(),
            aws.logRetention(),
            aws.standardAlarms(),
            aws.tags(),
            aws.position());
    return pipeline.with(connections, settings);
  }

  private static AwsSettings.Network network(IVpc vpc) {
    List<ISubnet> isolated = vpc.getIsolatedSubnets();
    List<ISubnet> subnets = isolated.isEmpty() ? vpc.getPrivateSubnets() : isolated;
    return new AwsSettings.Network(
        Optional.of(vpc.getVpcId()),
        subnets.stream().map(ISubnet::getSubnetId).toList(),
        subnets.size());
  }

  private static KafkaConnection kafka(String bootstrapServers, AwsSettings aws) {
    return new KafkaConnection(
        GIVEN,
        Optional.empty(),
        bootstrapServers,
        KafkaConnection.Authentication.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Collections.emptyMap(),
        aws.position());
  }
}
