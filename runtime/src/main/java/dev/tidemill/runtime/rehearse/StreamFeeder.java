package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Stream;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.process.WorldException;
import dev.tidemill.runtime.rehearse.SampleLines.Line;
import dev.tidemill.runtime.stream.StreamProducers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Sends messages to streams, byte for byte and without a key, each answered for by the broker. */
final class StreamFeeder implements AutoCloseable {

  private final StreamProducers producers;
  private final Narrator narrator;

  /**
   * A feeder for a cluster; it connects when it is used.
   *
   * @param kafka client settings
   */
  StreamFeeder(Map<String, String> kafka, Narrator narrator) {
    this.producers = new StreamProducers(stream -> kafka);
    this.narrator = narrator;
  }

  /**
   * Sends the lines of one file.
   *
   * @param faults gets the lines that the stream refuses
   * @return how many the broker has
   * @throws RehearsalException if the file cannot be read
   * @throws WorldException if the broker does not answer
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
      producers.of(stream).flush();
    } catch (InterruptException e) {
      throw StreamProducers.interrupted(e);
    } catch (KafkaException e) {
      failure.set(e);
    } catch (IOException e) {
      throw new RehearsalException("Cannot read " + file + ": " + OneLine.of(e), e);
    }
    if (failure.get() != null) {
      throw StreamProducers.refused(stream, failure.get());
    }
    return sent - faults.count();
  }

  /**
   * Sends one message and waits until the broker has it.
   *
   * @throws WorldException if it does not get it
   */
  void send(Stream stream, byte[] message) throws InterruptedException {
    producers.send(stream, message);
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
        producers.of(stream).send(new ProducerRecord<>(stream.topic(), line.bytes()), callback);
  }

  @Override
  public void close() {
    producers.close();
  }
}
