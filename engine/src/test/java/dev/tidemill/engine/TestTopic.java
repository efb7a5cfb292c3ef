package dev.tidemill.engine;

import dev.tidemill.engine.connect.Clusters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of the shared broker. */
public final class TestTopic {

  private static Admin admin;
  private static KafkaProducer<byte[], byte[]> producer;

  private final String name;

  private TestTopic(String name) {
    this.name = name;
  }

  /** A new one, with a name that nothing else has. */
  public static TestTopic create(int partitions) {
    TestTopic topic = new TestTopic("events-" + UUID.randomUUID().toString().substring(0, 8));
    topic.createAgain(partitions);
    return topic;
  }

  public String name() {
    return name;
  }

  /** The broker of all tests as the cluster of all streams. */
  public static Clusters clusters() {
    return Clusters.single(kafka());
  }

  /** Client settings of the broker of all tests. */
  public static Map<String, String> kafka() {
    return Map.of("bootstrap.servers", SharedBroker.address());
  }

  /** Shared, so that a test costs no new connection. */
  public static synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.address()));
    }
    return admin;
  }

  /** Creates the topic under its name. */
  public void createAgain(int partitions) {
    done(
        admin()
            .createTopics(
                List.of(new NewTopic(name, Optional.of(partitions), Optional.of((short) 1))))
            .all());
  }

  /** Deletes it with all that it holds. */
  public void delete() {
    done(admin().deleteTopics(List.of(name)).all());
  }

  /** As retention does: the messages before the offset are gone. */
  public void expire(int partition, long offset) {
    done(
        admin()
            .deleteRecords(
                Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
            .all());
  }

  public void grow(int partitions) {
    done(admin().createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all());
  }

  /** Sends {@code {"id":N,"name":"nN"}} for each, to partition N modulo the number of them. */
  public void sendIds(long from, long to, int partitions) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (long id = from; id < to; id++) {
      sent.add(producer().send(record((int) (id % partitions), event(id))));
    }
    sent.forEach(TestTopic::done);
  }

  /** Sends bytes as they are; null is a null value. */
  public void send(int partition, byte[] value) {
    done(producer().send(record(partition, value)));
  }

  public ProducerRecord<byte[], byte[]> record(int partition, byte[] value) {
    return new ProducerRecord<>(name, partition, null, value);
  }

  /** A good message. */
  public static byte[] event(long id) {
    return "{\"id\":%d,\"name\":\"n%d\"}".formatted(id, id).getBytes(StandardCharsets.UTF_8);
  }

  /** What is there for readers of committed messages. */
  public List<ConsumerRecord<byte[], byte[]>> committed() {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                SharedBroker.address(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "fetch.max.wait.ms",
                "50"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  /** A producer with a transaction of its own; the caller closes it. */
  public static KafkaProducer<byte[], byte[]> transactional() {
    KafkaProducer<byte[], byte[]> transactional =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                SharedBroker.address(),
                "transactional.id",
                UUID.randomUUID().toString()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    transactional.initTransactions();
    return transactional;
  }

  private static synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", SharedBroker.address()),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    }
    return producer;
  }

  private static void done(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
