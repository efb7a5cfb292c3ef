package dev.tidemill.runtime.job;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.engine.connect.Clusters.Cluster;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How far a job is behind its streams: the end that a reader of committed messages sees, less the
 * offsets of the consumer group that mirrors the job's bookmark. The age is that of a message
 * fetched from each partition with a backlog, the first unread one.
 */
final class StreamLag {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private StreamLag() {}

  static JobLag of(Pipeline pipeline, Job job, Clusters clusters) {
    List<Stream> streams =
        job.nodes(Node.Role.SOURCE).stream()
            .filter(source -> source.fields().containsKey("stream"))
            .map(source -> pipeline.streams().get(source.fields().get("stream")))
            .distinct()
            .toList();
    String group = pipeline.names().physical(job.id());
    return clusters.of(pipeline, streams).stream()
        .map(cluster -> of(cluster, group))
        .reduce(StreamLag::together)
        .orElse(JobLag.UNKNOWN);
  }

  private static JobLag together(JobLag one, JobLag other) {
    return new JobLag(
        OptionalLong.of(one.messages().orElse(0) + other.messages().orElse(0)),
        java.util.stream.Stream.of(one.oldest(), other.oldest())
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder()));
  }

  private static JobLag of(Cluster cluster, String group) {
    List<String> topics = cluster.streams().stream().map(Stream::topic).toList();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster.settings())) {
      Map<TopicPartition, Long> unread = unread(consumer, topics, read(group, cluster.settings()));
      long messages = 0;
      for (TopicPartition partition : unread.keySet()) {
        messages += consumer.endOffsets(Set.of(partition)).get(partition) - unread.get(partition);
      }
      return new JobLag(OptionalLong.of(messages), oldest(consumer, unread));
    }
  }

  /** The first unread offset of each partition that has one. */
  private static Map<TopicPartition, Long> unread(
      KafkaConsumer<byte[], byte[]> consumer,
      List<String> topics,
      Map<TopicPartition, OffsetAndMetadata> read) {
    Set<TopicPartition> partitions = new HashSet<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    Map<TopicPartition, Long> earliest = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> unread = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata mirrored = read.get(partition);
      long from = Math.max(earliest.get(partition), mirrored == null ? 0 : mirrored.offset());
      if (from < end.get(partition)) {
        unread.put(partition, from);
      }
    }
    return unread;
  }

  private static Map<TopicPartition, OffsetAndMetadata> read(
      String group, Map<String, String> kafka) {
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> offsets =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
      return offsets.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", "interrupted while asking Kafka", interrupt);
    } catch (ExecutionException | TimeoutException away) {
      throw new EngineException("kafka", "Kafka does not answer for group " + group, away);
    }
  }

  private static Optional<Instant> oldest(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> unread) {
    consumer.assign(unread.keySet());
    unread.forEach(consumer::seek);
    Set<TopicPartition> waiting = new HashSet<>(unread.keySet());
    long oldest = Long.MAX_VALUE;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!waiting.isEmpty() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> first : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(first.topic(), first.partition());
        if (waiting.remove(partition)) {
          oldest = Math.min(oldest, first.timestamp());
          consumer.pause(Set.of(partition));
        }
      }
    }
    return oldest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, String> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1024);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
