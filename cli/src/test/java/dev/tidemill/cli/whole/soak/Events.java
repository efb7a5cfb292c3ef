package dev.tidemill.cli.whole.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that outlives every kill: events {@code 0, 1, 2, …}, each sent once. */
final class Events implements AutoCloseable {

  private static final String TOPIC = "events";

  private final Map<String, Object> settings = new HashMap<>();
  private final long nanosBetween;
  private final AtomicLong sent = new AtomicLong();
  private final Set<Long> failed = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::send, "soak-events");
  private volatile boolean ending;

  /**
   * Begins to send.
   *
   * @param rate events a second at most
   */
  Events(String bootstrapServers, int rate) {
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    // Not for ever: after a broker was killed, Kafka's producer may send a batch with a sequence
    // that the broker refuses until the batch expires. Such events were not acknowledged.
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    this.nanosBetween = 1_000_000_000L / rate;
    thread.start();
  }

  /** How many it has given to its producer. */
  long sent() {
    return sent.get();
  }

  /** Those that the broker has not acknowledged, and never will. */
  List<Long> failed() {
    return new ArrayList<>(failed);
  }

  private void send() {
    while (!ending) {
      ByteArraySerializer bytes = new ByteArraySerializer();
      try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
        sendUntilItCannot(producer);
        producer.flush();
      }
    }
  }

  private void sendUntilItCannot(KafkaProducer<byte[], byte[]> producer) {
    long due = System.nanoTime();
    while (!ending) {
      long seq = sent.getAndIncrement();
      String event = "{\"seq\":%d,\"at\":%d}".formatted(seq, System.currentTimeMillis());
      try {
        // What fails is noted by the callback; nobody waits for each event.
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(TOPIC, event.getBytes(UTF_8)),
                (metadata, failure) -> {
                  if (failure != null) {
                    failed.add(seq);
                  }
                });
      } catch (KafkaException fatal) {
        failed.add(seq);
        return;
      }
      due += nanosBetween;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  /** Sends no more, and waits until all that was sent is acknowledged or has failed. */
  void stop() throws InterruptedException {
    ending = true;
    thread.join();
  }

  @Override
  public void close() {
    ending = true;
  }
}
