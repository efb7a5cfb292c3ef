package dev.tidemill.aws.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.KafkaCluster;
import dev.tidemill.aws.plan.KafkaTopic;
import dev.tidemill.aws.plan.Ref;
import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.AwsStreams.Provisioned;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.msk.CfnBatchScramSecret;
import software.amazon.awscdk.services.msk.CfnCluster;
import software.amazon.awscdk.services.msk.CfnConfiguration;
import software.amazon.awscdk.services.msk.CfnServerlessCluster;
import software.amazon.awscdk.services.msk.CfnTopic;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * A cluster of Amazon MSK with its topics; CDK has no L2 of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_MSK.html">its
 *     resources</a>
 */
final class MskResources {

  /** The line that AWS recommends; clients of Kafka 4.1 speak with it. */
  private static final String VERSION = "3.9.x";

  private final Construct scope;
  private final Deployment deployment;
  private final KafkaCluster cluster;
  private final PipelineNetwork network;
  private final Optional<IKey> key;
  private final Logs logs;
  private final CfnResource resource;
  private final String arn;

  MskResources(
      Construct parent,
      Deployment deployment,
      PipelineNetwork network,
      Optional<IKey> key,
      Logs logs,
      Values values) {
    this.scope = new Construct(parent, "Streams");
    this.deployment = deployment;
    this.cluster = deployment.cluster().orElseThrow();
    this.network = network;
    this.key = key;
    this.logs = logs;
    if (cluster.provisioned().isPresent()) {
      CfnCluster made = provisioned(cluster.provisioned().get());
      resource = made;
      arn = made.getAttrArn();
    } else {
      CfnServerlessCluster made = serverless();
      resource = made;
      arn = made.getAttrArn();
    }
    keep(resource);
    cluster.topics().forEach(this::topic);
    values.put(Ref.CLUSTER, arn);
    values.put(Ref.CLUSTER_PATH, Fn.select(1, Fn.split(":cluster/", arn)));
    if (cluster.authentication() == Authentication.SCRAM) {
      values.put(Ref.KAFKA_SECRET, user().getSecretArn());
    }
  }

  String arn() {
    return arn;
  }

  /** What everything has to wait for that asks for its brokers. */
  CfnResource resource() {
    return resource;
  }

  private void keep(CfnResource made) {
    made.applyRemovalPolicy(removal());
  }

  /** Of the cluster, and of what it cannot be without. */
  private RemovalPolicy removal() {
    return deployment.retained() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  private List<String> subnets() {
    return network.subnets().stream().map(ISubnet::getSubnetId).toList();
  }

  private List<String> groups() {
    return List.of(network.brokers(cluster).getSecurityGroupId());
  }

  private CfnServerlessCluster serverless() {
    return CfnServerlessCluster.Builder.create(scope, "Cluster")
        .clusterName(cluster.name())
        .clientAuthentication(
            CfnServerlessCluster.ClientAuthenticationProperty.builder()
                .sasl(
                    CfnServerlessCluster.SaslProperty.builder()
                        .iam(CfnServerlessCluster.IamProperty.builder().enabled(true).build())
                        .build())
                .build())
        .vpcConfigs(
            List.of(
                CfnServerlessCluster.VpcConfigProperty.builder()
                    .subnetIds(subnets())
                    .securityGroups(groups())
                    .build()))
        .build();
  }

  private CfnCluster provisioned(Provisioned brokers) {
    return CfnCluster.Builder.create(scope, "Cluster")
        .clusterName(cluster.name())
        .kafkaVersion(VERSION)
        .numberOfBrokerNodes(brokers.brokers())
        .brokerNodeGroupInfo(nodes(brokers))
        .clientAuthentication(authentication())
        .configurationInfo(configuration())
        .encryptionInfo(encryption())
        .enhancedMonitoring("DEFAULT")
        .loggingInfo(logging())
        .build();
  }

  private CfnCluster.BrokerNodeGroupInfoProperty nodes(Provisioned brokers) {
    CfnCluster.BrokerNodeGroupInfoProperty.Builder nodes =
        CfnCluster.BrokerNodeGroupInfoProperty.builder()
            .instanceType(brokers.brokerType())
            .clientSubnets(subnets())
            .securityGroups(groups());
    if (!brokers.isExpress()) {
      nodes.storageInfo(
          CfnCluster.StorageInfoProperty.builder()
              .ebsStorageInfo(
                  CfnCluster.EBSStorageInfoProperty.builder()
                      .volumeSize(brokers.storage().megabytes() / 1024)
                      .build())
              .build());
    }
    return nodes.build();
  }

  private CfnCluster.ClientAuthenticationProperty authentication() {
    CfnCluster.ClientAuthenticationProperty.Builder clients =
        CfnCluster.ClientAuthenticationProperty.builder();
    boolean tls = cluster.authentication() == Authentication.TLS;
    clients.unauthenticated(CfnCluster.UnauthenticatedProperty.builder().enabled(tls).build());
    if (!tls) {
      boolean iam = cluster.authentication() == Authentication.IAM;
      clients.sasl(
          CfnCluster.SaslProperty.builder()
              .iam(CfnCluster.IamProperty.builder().enabled(iam).build())
              .scram(CfnCluster.ScramProperty.builder().enabled(!iam).build())
              .build());
    }
    return clients.build();
  }

  /** A revision is not followed by CloudFormation, so other settings are another configuration. */
  private CfnCluster.ConfigurationInfoProperty configuration() {
    String properties = properties(cluster.settings());
    CfnConfiguration configuration =
        CfnConfiguration.Builder.create(scope, "Configuration")
            .name(cluster.name() + "-" + Digests.of(properties).substring(0, 8))
            .kafkaVersionsList(List.of(VERSION))
            .serverProperties(properties)
            .build();
    keep(configuration);
    return CfnCluster.ConfigurationInfoProperty.builder()
        .arn(configuration.getAttrArn())
        .revision(1)
        .build();
  }

  private CfnCluster.EncryptionInfoProperty encryption() {
    CfnCluster.EncryptionInfoProperty.Builder encryption =
        CfnCluster.EncryptionInfoProperty.builder()
            .encryptionInTransit(
                CfnCluster.EncryptionInTransitProperty.builder()
                    .clientBroker("TLS")
                    .inCluster(true)
                    .build());
    key.ifPresent(
        own ->
            encryption.encryptionAtRest(
                CfnCluster.EncryptionAtRestProperty.builder()
                    .dataVolumeKmsKeyId(own.getKeyArn())
                    .build()));
    return encryption.build();
  }

  private CfnCluster.LoggingInfoProperty logging() {
    LogGroup group = logs.group("Brokers", "/aws/msk/" + cluster.name(), deployment.logRetention());
    return CfnCluster.LoggingInfoProperty.builder()
        .brokerLogs(
            CfnCluster.BrokerLogsProperty.builder()
                .cloudWatchLogs(
                    CfnCluster.CloudWatchLogsProperty.builder()
                        .enabled(true)
                        .logGroup(group.getLogGroupName())
                        .build())
                .build())
        .build();
  }

  private void topic(KafkaTopic topic) {
    CfnTopic made =
        CfnTopic.Builder.create(scope, "Topic-" + topic.id())
            .clusterArn(arn)
            .topicName(topic.name())
            .partitionCount(topic.partitions())
            .replicationFactor(topic.replication())
            .configs(
                Base64.getEncoder().encodeToString(properties(topic.settings()).getBytes(UTF_8)))
            .build();
    keep(made);
  }

  /**
   * The cluster's one user. MSK takes secrets of this prefix only, and none under AWS's own key: <a
   * href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-password.html">SASL/SCRAM</a>.
   */
  private Secret user() {
    IKey its =
        key.orElseGet(
            () ->
                Key.Builder.create(scope, "UserKey")
                    .description("The Kafka user of " + cluster.name())
                    .enableKeyRotation(true)
                    .removalPolicy(removal())
                    .build());
    Secret user =
        Secret.Builder.create(scope, "User")
            .secretName("AmazonMSK_" + cluster.name())
            .encryptionKey(its)
            .generateSecretString(
                SecretStringGenerator.builder()
                    .secretStringTemplate("{\"username\":\"tidemill\"}")
                    .generateStringKey("password")
                    .excludePunctuation(true)
                    .build())
            .removalPolicy(removal())
            .build();
    keep(
        CfnBatchScramSecret.Builder.create(scope, "UserOfCluster")
            .clusterArn(arn)
            .secretArnList(List.of(user.getSecretArn()))
            .build());
    return user;
  }

  private static String properties(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining("\n"));
  }
}
