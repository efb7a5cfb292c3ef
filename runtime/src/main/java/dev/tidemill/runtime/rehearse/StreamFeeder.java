package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Stream;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.rehearse.SampleLines.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends messages to streams, byte for byte and without a key, each answered for by the broker. */
final class StreamFeeder implements AutoCloseable {

  private static final long LARGEST_BATCH = 16 << 10;

  private final Map<String, Object> settings;
  private final Narrator narrator;
  private final Map<String, Producer<byte[], byte[]>> producers = new LinkedHashMap<>();

  /**
   * A feeder for a cluster; it connects when it is used.
   *
   * @param kafka client settings
   */
  StreamFeeder(Map<String, String> kafka, Narrator narrator) {
    this.narrator = narrator;
    settings = new LinkedHashMap<>(kafka);
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

  /** The broker's limit is one of batches: small messages must not be refused for their number. */
  private Producer<byte[], byte[]> producer(Stream stream) {
    return producers.computeIfAbsent(
        stream.id(),
        id -> {
          Map<String, Object> own = new LinkedHashMap<>(settings);
          long batch = Math.min(LARGEST_BATCH, stream.maxMessage().bytes() / 2);
          own.put(ProducerConfig.BATCH_SIZE_CONFIG, (int) batch);
          ByteArraySerializer bytes = new ByteArraySerializer();
          return new KafkaProducer<>(own, bytes, bytes);
        });
  }

  /**
   * Sends the lines of one file.
   *
   * @param faults gets the lines that the stream refuses
   * @return how many the broker has
   * @throws RehearsalException if the file cannot be read or the broker does not answer
   */
  long feed(Stream stream, Path file, LineFaults faults) throws InterruptedException {
    long sent = 0;
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (SampleLines lines = SampleLines.open(file)) {
      for (Optional<Line> line = lines.next();
          line.isPresent() && failure.get() == null;
          line = lines.next()) {
        send(stream, line.get(), faults, failure);
        narrator.progress(stream.id() + ": " + ++sent + " messages", sent, OptionalLong.empty());
      }
      producer(stream).flush();
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      failure.set(e);
    } catch (IOException e) {
      throw new RehearsalException("Cannot read " + file + ": " + OneLine.of(e), e);
    }
    refuse(stream, failure.get());
    return sent - faults.count();
  }

  /**
   * Sends one message and waits until the broker has it.
   *
   * @throws RehearsalException if it does not get it
   */
  void send(Stream stream, byte[] message) throws InterruptedException {
    try {
      producer(stream).send(new ProducerRecord<>(stream.topic(), message)).get();
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      refuse(stream, e.getCause());
    } catch (KafkaException e) {
      refuse(stream, e);
    }
  }

  private void send(
      Stream stream, Line line, LineFaults faults, AtomicReference<Exception> failure) {
    Callback callback =
        (sent, thrown) -> {
          if (thrown instanceof RecordTooLargeException) {
            faults.add(
                line.number(),
                "%,d bytes are more than the stream's maxMessage, %s"
                    .formatted(line.bytes().length, stream.maxMessage()));
          } else if (thrown != null) {
            failure.compareAndSet(null, thrown);
          }
        };
    // The callback hears of failures; waiting for each message would be slow.
    Future<RecordMetadata> unused =
        producer(stream).send(new ProducerRecord<>(stream.topic(), line.bytes()), callback);
  }

  private static void refuse(Stream stream, Throwable failure) {
    if (failure != null) {
      throw new RehearsalException(
          "The broker does not take messages for " + stream.id() + ": " + OneLine.of(failure),
          failure);
    }
  }

  private static InterruptedException interrupted(InterruptException cause) {
    // Kafka's own exception sets the flag again.
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(cause);
    return interrupted;
  }

  @Override
  public void close() {
    producers.values().forEach(producer -> producer.close(Duration.ZERO));
  }
}
