package dev.tidemill.engine.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.engine.EngineException;
import dev.tidemill.model.Stream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;

/** Sends dead letters to their topic, in transactions. */
final class LetterProducer implements AutoCloseable {

  /** Header of a message that was sent again: the id of the dead letter. */
  static final String HEADER = "tidemill-redriven";

  private final Stream stream;
  private final Producer<byte[], byte[]> producer;

  /**
   * Connects.
   *
   * @param transaction its id; who comes later with the same takes over
   */
  LetterProducer(Stream stream, Map<String, String> kafka, String transaction) {
    this.stream = stream;
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transaction);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) Duration.ofMinutes(5).toMillis());
    // What is too large is for the broker to say, by the topic's own limit.
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 80 << 20);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 96 << 20);
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(settings, bytes, bytes);
  }

  /** Ends what a predecessor left open, and shuts it out. */
  void begin() {
    producer.initTransactions();
  }

  /**
   * Sends rows of the table of dead letters.
   *
   * @param note makes the record that the same transaction leaves
   * @return where they are now, as their ids would be
   */
  Map<Letter, String> send(
      Iterator<Row> rows, Function<Set<Letter>, ProducerRecord<byte[], byte[]>> note) {
    Map<Letter, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    producer.beginTransaction();
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        Letter letter = letter(row);
        sent.put(letter, producer.send(record(row, letter)));
      }
      Future<RecordMetadata> noted = producer.send(note.apply(sent.keySet()));
      Map<Letter, String> places = new LinkedHashMap<>();
      for (Map.Entry<Letter, Future<RecordMetadata>> message : sent.entrySet()) {
        RecordMetadata place = answer(message.getValue());
        places.put(
            message.getKey(), place.topic() + "/" + place.partition() + "/" + place.offset());
      }
      answer(noted);
      producer.commitTransaction();
      return places;
    } catch (RuntimeException failure) {
      abort(failure);
      throw failure;
    }
  }

  /** A producer that was shut out, or whose commit has no answer, cannot abort either. */
  private void abort(RuntimeException failure) {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException second) {
      failure.addSuppressed(second);
    }
  }

  private static RecordMetadata answer(Future<RecordMetadata> future) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", "interrupted while sending", interrupt);
    } catch (ExecutionException failure) {
      throw new KafkaException(failure.getCause().getMessage(), failure.getCause());
    }
  }

  private ProducerRecord<byte[], byte[]> record(Row row, Letter letter) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(stream.topic(), row.<byte[]>getAs("key"), row.<byte[]>getAs("value"));
    if (!row.isNullAt(row.fieldIndex("headers"))) {
      for (Object header : row.getList(row.fieldIndex("headers"))) {
        Row pair = (Row) header;
        record.headers().add(pair.getString(0), pair.<byte[]>getAs(1));
      }
    }
    record.headers().add(HEADER, letter.id().getBytes(UTF_8));
    return record;
  }

  private static Letter letter(Row row) {
    return new Letter(
        row.getAs("topic"), row.getAs("topicId"), row.getAs("partition"), row.getAs("offset"));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
