package dev.tidemill.runtime.stream;

import dev.tidemill.model.Stream;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.process.WorldException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Producers of messages without a key, one a stream, made when they are first used. Thread-safe.
 */
public final class StreamProducers implements AutoCloseable {

  private static final long LARGEST_BATCH = 16 << 10;

  private final Function<Stream, Map<String, String>> kafka;
  private final Map<String, Object> settings;
  private final Map<String, Producer<byte[], byte[]>> producers = new ConcurrentHashMap<>();

  /**
   * Producers for the clusters of streams.
   *
   * @param kafka client settings for a stream, asked for when its producer is made
   */
  public StreamProducers(Function<Stream, Map<String, String>> kafka) {
    this.kafka = kafka;
    settings = new LinkedHashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    // What is too large is for the broker to say, by the topic's own limit.
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 80 << 20);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 96 << 20);
    settings.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
  }

  /** The producer for a stream; it is closed with this. */
  public Producer<byte[], byte[]> of(Stream stream) {
    return producers.computeIfAbsent(stream.id(), id -> producer(stream));
  }

  /** The broker's limit is one of batches: small messages must not be refused for their number. */
  private Producer<byte[], byte[]> producer(Stream stream) {
    Map<String, Object> own = new LinkedHashMap<>(kafka.apply(stream));
    own.putAll(settings);
    long batch = Math.min(LARGEST_BATCH, stream.maxMessage().bytes() / 2);
    own.put(ProducerConfig.BATCH_SIZE_CONFIG, (int) batch);
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaProducer<>(own, bytes, bytes);
  }

  /**
   * Sends one message and waits until the broker has it.
   *
   * @throws WorldException if it does not get it within 30 s
   */
  public void send(Stream stream, byte[] message) throws InterruptedException {
    try {
      of(stream).send(new ProducerRecord<>(stream.topic(), message)).get();
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw refused(stream, e.getCause());
    } catch (KafkaException e) {
      throw refused(stream, e);
    }
  }

  /** The failure of a stream's producer, in one line. */
  public static WorldException refused(Stream stream, Throwable failure) {
    return new WorldException(
        "The broker does not take messages for " + stream.id() + ": " + OneLine.of(failure),
        failure);
  }

  /** Kafka's own exception, which sets the thread's flag again, as Java's. */
  public static InterruptedException interrupted(InterruptException cause) {
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(cause);
    return interrupted;
  }

  /** Closes the producers; what they have not sent is not sent. */
  @Override
  public void close() {
    producers.values().forEach(producer -> producer.close(Duration.ZERO));
  }
}
