package dev.tidemill.functions;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The events of this process on their way to the broker.
 *
 * <p>The producer is made at the first send, and again after any failure, so that what a failed
 * invocation left behind never arrives during a later one.
 */
final class Deliveries {
  /** How long a send or flush may take where no invocation sets an end to it. */
  private static final Duration WITHOUT_INVOCATION = Duration.ofSeconds(30);

  /** What a producer adds to key and value in a batch of one. */
  private static final int OVERHEAD_BYTES = 100;

  private final Map<String, String> environment;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private Courier courier;
  private Deadline deadline;

  private static final class OfProcess {
    static final Deliveries INSTANCE = new Deliveries(System.getenv());
  }

  Deliveries(Map<String, String> environment) {
    this(
        environment,
        () ->
            new KafkaProducer<>(
                KafkaSettings.of(environment),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  Deliveries(Map<String, String> environment, Supplier<Producer<byte[], byte[]>> producers) {
    this.environment = environment;
    this.producers = producers;
  }

  static Deliveries ofProcess() {
    return OfProcess.INSTANCE;
  }

  /** An invocation begins: everything must have been delivered within this time. */
  synchronized void begin(Duration remaining) {
    deadline = Deadline.in(remaining);
  }

  /** The invocation is over, and its failures are not those of the next. */
  synchronized void end() {
    deadline = null;
    if (courier != null && courier.failed()) {
      drop(courier);
    }
  }

  /** Queues an event; waits only while more is waiting than the producer takes. */
  void send(StreamAddress stream, byte[] key, byte[] value) {
    checkSize(stream, key, value);
    courier().send(stream, new ProducerRecord<>(stream.topic(), key, value), deadline());
  }

  /** Whether anything was sent since the last flush. */
  synchronized boolean pending() {
    return courier != null && courier.pending();
  }

  /**
   * Waits until the broker has acknowledged everything.
   *
   * @throws DeliveryException if it did not, or not in time
   */
  void flush() {
    Courier current;
    synchronized (this) {
      current = courier;
    }
    if (current == null) {
      return;
    }
    try {
      current.flush(deadline());
    } catch (DeliveryException e) {
      drop(current);
      throw e;
    }
  }

  private void checkSize(StreamAddress stream, byte[] key, byte[] value) {
    int limit = KafkaSettings.maxRequestBytes(environment);
    long size = OVERHEAD_BYTES + (key == null ? 0L : key.length) + value.length;
    if (size > limit) {
      throw new DeliveryException(
          "Event of %,d bytes for stream '%s' is too large: a message holds %,d bytes"
              .formatted(value.length, stream.id(), limit - OVERHEAD_BYTES));
    }
  }

  private synchronized Courier courier() {
    if (courier == null) {
      try {
        courier = Courier.start(producers.get());
      } catch (KafkaException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        throw new DeliveryException("Cannot send events: " + reason.getMessage(), e);
      }
    }
    return courier;
  }

  private synchronized Deadline deadline() {
    return deadline == null ? Deadline.in(WITHOUT_INVOCATION) : deadline;
  }

  private synchronized void drop(Courier failed) {
    failed.abandon();
    if (courier == failed) {
      courier = null;
    }
  }
}
