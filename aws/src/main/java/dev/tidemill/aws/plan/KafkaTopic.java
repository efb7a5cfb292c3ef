package dev.tidemill.aws.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic of the cluster that the deployment makes.
 *
 * @param id of the stream, or {@code bookmarks}
 * @param settings of the topic, as Kafka calls them
 */
public record KafkaTopic(
    String id, String name, int partitions, int replication, Map<String, String> settings) {

  public KafkaTopic {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
