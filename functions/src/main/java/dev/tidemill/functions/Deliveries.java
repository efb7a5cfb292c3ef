package dev.tidemill.functions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The events of this process on their way to the broker.
 *
 * <p>A producer is made for each cluster at the first send to it, and again after any failure, so
 * that what a failed invocation left behind never arrives during a later one.
 */
final class Deliveries {
  /** How long a send or flush may take where no invocation sets an end to it. */
  private static final Duration WITHOUT_INVOCATION = Duration.ofSeconds(30);

  /** What a producer adds to key and value in a batch of one. */
  private static final int OVERHEAD_BYTES = 100;

  private final Map<String, String> environment;
  private final Function<String, Producer<byte[], byte[]>> producers;
  private final Map<String, Courier> couriers = new TreeMap<>();
  private Deadline deadline;

  private static final class OfProcess {
    static final Deliveries INSTANCE = new Deliveries(System.getenv());
  }

  Deliveries(Map<String, String> environment) {
    this(
        environment,
        connection ->
            new KafkaProducer<>(
                KafkaSettings.of(environment, connection),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  /**
   * Those of a process with an environment of its own.
   *
   * @param producers makes the producer for a connection, see {@link StreamAddress#connection}
   */
  Deliveries(
      Map<String, String> environment, Function<String, Producer<byte[], byte[]>> producers) {
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
    List.copyOf(couriers.values()).stream().filter(Courier::failed).forEach(this::drop);
  }

  /** Queues an event; waits only while more is waiting than the producer takes. */
  void send(StreamAddress stream, byte[] key, byte[] value) {
    checkSize(stream, key, value);
    courier(stream.connection())
        .send(stream, new ProducerRecord<>(stream.topic(), key, value), deadline());
  }

  /** Whether anything was sent since the last flush. */
  synchronized boolean pending() {
    return couriers.values().stream().anyMatch(Courier::pending);
  }

  /**
   * Waits until the brokers have acknowledged everything.
   *
   * @throws DeliveryException the first, if one did not, or not in time
   */
  void flush() {
    List<Courier> current;
    synchronized (this) {
      current = List.copyOf(couriers.values());
    }
    DeliveryException failure = null;
    for (Courier courier : current) {
      try {
        courier.flush(deadline());
      } catch (DeliveryException e) {
        drop(courier);
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
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

  private synchronized Courier courier(String connection) {
    Courier courier = couriers.get(connection);
    if (courier == null) {
      try {
        courier = Courier.start(producers.apply(connection));
      } catch (KafkaException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        throw new DeliveryException("Cannot send events: " + reason.getMessage(), e);
      }
      couriers.put(connection, courier);
    }
    return courier;
  }

  private synchronized Deadline deadline() {
    return deadline == null ? Deadline.in(WITHOUT_INVOCATION) : deadline;
  }

  private synchronized void drop(Courier failed) {
    failed.abandon();
    couriers.values().remove(failed);
  }
}
