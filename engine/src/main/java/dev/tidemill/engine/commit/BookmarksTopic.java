package dev.tidemill.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.engine.EngineException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The compacted topic that says what was sent to other topics: each transaction leaves its bookmark
 * here beside what it sends. One partition; {@code commits.md}, section 4.2.
 */
public final class BookmarksTopic {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The active segment is never compacted, and all of it is read at each start. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "cleanup.policy", "compact",
          "segment.bytes", Integer.toString(1024 * 1024),
          "min.cleanable.dirty.ratio", "0.1");

  private final TopicPartition partition;
  private final Map<String, String> kafka;

  /**
   * A topic that exists or will exist.
   *
   * @param name {@code PIPELINE-STAGE-bookmarks}
   * @param kafka client settings
   */
  public BookmarksTopic(String name, Map<String, String> kafka) {
    this.partition = new TopicPartition(name, 0);
    this.kafka = Map.copyOf(kafka);
  }

  /** Creates it if there is none. */
  public void create() {
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      NewTopic topic =
          new NewTopic(partition.topic(), Optional.of(1), Optional.empty()).configs(SETTINGS);
      answer(admin.createTopics(List.of(topic)).all());
    } catch (EngineException failure) {
      if (!(failure.getCause().getCause() instanceof TopicExistsException)) {
        throw failure;
      }
    }
  }

  /**
   * What a transaction sends here.
   *
   * @param value null takes the key away
   */
  public ProducerRecord<byte[], byte[]> record(String key, String value) {
    return new ProducerRecord<>(
        partition.topic(),
        partition.partition(),
        key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8));
  }

  /**
   * The last value of a key that was committed. To be asked after {@code initTransactions} only:
   * then no transaction of the own predecessor is open.
   *
   * <p>Waits for the open transactions of others, however long: what is stable before them may be
   * old.
   *
   * @param waiting is told, once, what is waited for; what it throws ends the waiting
   */
  public Optional<String> read(String key, Consumer<String> waiting) {
    return Optional.ofNullable(latest(waiting).get(key));
  }

  /** The last values of all keys, as {@link #read} gives that of one. */
  public Map<String, String> latest(Consumer<String> waiting) {
    long end = end();
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    // To close it awaits the fetch that it has sent ahead, which finds nothing new.
    settings.put("fetch.max.wait.ms", "50");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return latest(consumer, end, waiting);
    } catch (InterruptException interrupt) {
      throw new EngineException("interrupted", "interrupted while reading bookmarks", interrupt);
    } catch (KafkaException failure) {
      throw unanswered(failure);
    }
  }

  private Map<String, String> latest(
      KafkaConsumer<byte[], byte[]> consumer, long end, Consumer<String> waiting) {
    Map<String, String> latest = new HashMap<>();
    long silentSince = System.nanoTime();
    boolean told = false;
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        silentSince = System.nanoTime();
        String key = new String(record.key(), UTF_8);
        if (record.value() == null) {
          latest.remove(key);
        } else {
          latest.put(key, new String(record.value(), UTF_8));
        }
      }
      if (!told && System.nanoTime() - silentSince > PATIENCE.toNanos()) {
        told = true;
        waiting.accept(
            "[waiting] for an open transaction of another job in topic " + partition.topic());
      }
    }
    return latest;
  }

  private long end() {
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      return answer(
              admin
                  .listOffsets(
                      Map.of(partition, OffsetSpec.latest()),
                      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                  .partitionResult(partition))
          .offset();
    }
  }

  private <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", "interrupted while asking Kafka", interrupt);
    } catch (ExecutionException failure) {
      throw unanswered(failure);
    }
  }

  private EngineException unanswered(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new EngineException(
        "kafka",
        "Kafka does not answer for topic " + partition.topic() + ": " + cause.getMessage(),
        failure);
  }
}
