package dev.tidemill.engine.source;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.commit.StreamPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a Kafka cluster what its topics hold. */
public final class Topics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  private static final Duration LAST_MIRROR = Duration.ofSeconds(2);

  private final Admin admin;

  /** The last one asked for. Closing waits for it a moment. */
  private KafkaFuture<Void> mirrored = KafkaFuture.completedFuture(null);

  /**
   * Makes a client, which connects when it is asked.
   *
   * @throws EngineException if settings are wrong
   */
  public Topics(Map<String, String> kafka) {
    try {
      admin = Admin.create(new HashMap<>(kafka));
    } catch (KafkaException failure) {
      Throwable reason = failure.getCause() == null ? failure : failure.getCause();
      throw new EngineException(
          "kafka", "Kafka cannot be reached: " + reason.getMessage(), failure);
    }
  }

  /**
   * What a topic holds now.
   *
   * @throws EngineException if there is no such topic or the cluster does not answer
   */
  public TopicState state(String topic) {
    TopicDescription description = describe(topic);
    List<TopicPartition> partitions = partitions(description);
    ListOffsetsResult earliest = list(partitions, OffsetSpec.earliest());
    ListOffsetsResult end = list(partitions, OffsetSpec.latest());
    return new TopicState(
        description.topicId().toString(),
        offsets(topic, partitions, earliest),
        offsets(topic, partitions, end));
  }

  /** Where a job begins that never read the topic. */
  public StreamPosition start(String topic, StartingOffsets starting) {
    TopicDescription description = describe(topic);
    List<TopicPartition> partitions = partitions(description);
    ListOffsetsResult asked = list(partitions, starting.spec());
    ListOffsetsResult end = list(partitions, OffsetSpec.latest());
    SortedMap<Integer, Long> offsets = new TreeMap<>(offsets(topic, partitions, end));
    offsets(topic, partitions, asked)
        .forEach(
            (partition, answer) ->
                starting.offset(answer).ifPresent(offset -> offsets.put(partition, offset)));
    return new StreamPosition(description.topicId().toString(), offsets);
  }

  /**
   * Shows lag tools how far a group has read. Nobody of ours reads it, so a failure is logged only,
   * and nothing waits for it.
   */
  public void mirror(String group, String topic, StreamPosition position) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    position
        .offsets()
        .forEach(
            (partition, offset) ->
                offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
    mirrored =
        admin
            .alterConsumerGroupOffsets(group, offsets)
            .all()
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.warn("Offsets of group {} not set: {}", group, failure.toString());
                  }
                });
  }

  private TopicDescription describe(String topic) {
    return answer(topic, admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
  }

  private static List<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
        .toList();
  }

  private ListOffsetsResult list(List<TopicPartition> partitions, OffsetSpec spec) {
    return admin.listOffsets(
        partitions.stream().collect(Collectors.toMap(partition -> partition, p -> spec)),
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
  }

  private static Map<Integer, Long> offsets(
      String topic, List<TopicPartition> partitions, ListOffsetsResult listed) {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      offsets.put(partition.partition(), answer(topic, listed.partitionResult(partition)).offset());
    }
    return offsets;
  }

  private static <T> T answer(String topic, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", "interrupted while asking Kafka", interrupt);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new EngineException("no-topic", "there is no topic " + topic, failure);
      }
      throw new EngineException(
          "kafka",
          "Kafka does not answer for topic " + topic + ": " + failure.getCause().getMessage(),
          failure);
    }
  }

  @Override
  public void close() {
    admin.close(mirrored.isDone() ? Duration.ZERO : LAST_MIRROR);
  }
}
