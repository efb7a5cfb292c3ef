package dev.tidemill.aws.plan;

import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.AwsStreams.Provisioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster of Amazon MSK that the deployment makes.
 *
 * @param provisioned its brokers; empty: MSK Serverless
 * @param port where brokers listen for clients of its authentication
 * @param settings of brokers
 * @param topics which the deployment makes too
 */
public record KafkaCluster(
    String name,
    Optional<Provisioned> provisioned,
    Authentication authentication,
    int port,
    Map<String, String> settings,
    List<KafkaTopic> topics) {

  public KafkaCluster {
    topics = List.copyOf(topics);
  }
}
