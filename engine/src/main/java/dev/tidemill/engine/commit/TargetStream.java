package dev.tidemill.engine.commit;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.WayOut;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic as a target of one job: messages and bookmark go in one transaction. {@code commits.md},
 * section 4.2. Of the producers of one job and topic only the last that was made can commit, so
 * while it lives nobody else moves the bookmark.
 */
public final class TargetStream implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final String topic;
  private final BookmarksTopic bookmarks;
  private final Map<String, Object> settings;
  private final String prefix;
  private final String job;
  private KafkaProducer<byte[], byte[]> producer;
  private Optional<Bookmark> bookmark = Optional.empty();

  /**
   * A topic that exists.
   *
   * @param settings of the producer
   * @param prefix {@code PIPELINE-STAGE-}, which the ids of transactions begin with
   */
  public TargetStream(
      String topic,
      BookmarksTopic bookmarks,
      Map<String, Object> settings,
      String prefix,
      String job) {
    this.topic = topic;
    this.bookmarks = bookmarks;
    this.settings = Map.copyOf(settings);
    this.prefix = prefix;
    this.job = job;
  }

  /** Creates the topic of bookmarks if there is none. */
  public void create() {
    bookmarks.create();
  }

  /**
   * Up to where the topic holds the job's rows. Ends the transaction of a predecessor, which is
   * {@link Fenced} from then on.
   *
   * @throws EngineException {@code [new-writer]}; {@code [open-transaction]} if the transaction of
   *     another job hides what the bookmark is
   */
  public Optional<Bookmark> bookmark() {
    if (producer == null) {
      KafkaProducer<byte[], byte[]> made = producer(job);
      try {
        Map<String, String> found = bookmarks(made);
        refuseOtherWriters(found);
        bookmark = Optional.ofNullable(found.get(key(job))).map(Bookmark::parse);
        producer = made;
      } finally {
        if (producer == null) {
          made.close(CLOSING);
        }
      }
    }
    return bookmark;
  }

  /** Bookmarks are read only after the predecessor's transaction is over. */
  private Map<String, String> bookmarks(KafkaProducer<byte[], byte[]> made) {
    try {
      made.initTransactions();
    } catch (KafkaException failure) {
      throw said(failure);
    }
    return bookmarks.latest(
        waiting -> {
          throw new EngineException(
              "open-transaction",
              waiting + ": it ends when that job starts again, or 5 minutes after it began");
        });
  }

  private void refuseOtherWriters(Map<String, String> found) {
    List<String> others =
        found.keySet().stream()
            .filter(key -> key.endsWith("/" + topic))
            .map(key -> key.substring(0, key.length() - topic.length() - 1))
            .filter(other -> !other.equals(job))
            .sorted()
            .toList();
    if (!found.containsKey(key(job)) && !others.isEmpty()) {
      throw new EngineException(
          "new-writer",
          ("topic %s was written by job %s. If it was renamed to %s:"
                  + " 'tidemill job start %s --adopt %s'")
              .formatted(topic, String.join(", ", others), job, job, others.get(0)));
    }
  }

  /**
   * Sends messages and moves the bookmark.
   *
   * @param messages fetched one by one; the transaction begins with the first
   * @throws Fenced if the bookmark is not at {@code from}
   */
  public void commit(
      Optional<Bookmark> from, Bookmark to, Iterator<ProducerRecord<byte[], byte[]>> messages) {
    if (producer == null || !bookmark.equals(from)) {
      throw new Fenced("Bookmark of " + job + " at topic " + topic + " has moved");
    }
    try {
      boolean any = messages.hasNext();
      producer.beginTransaction();
      while (any) {
        send(producer, messages.next());
        any = messages.hasNext();
      }
      send(producer, bookmarks.record(key(job), to.text()));
      CommitSteps.reached("written");
      commit(producer);
      CommitSteps.reached("committed");
      bookmark = Optional.of(to);
    } catch (KafkaException failure) {
      close();
      throw Fenced.isCause(failure) ? failure : said(failure);
    } catch (Exception failure) {
      close();
      throw failure;
    }
  }

  /** What fails shows when the transaction is committed. */
  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message) {
    var unused = producer.send(message);
  }

  /** An answer that was lost is asked for again. */
  private static void commit(KafkaProducer<byte[], byte[]> producer) {
    try {
      producer.commitTransaction();
    } catch (TimeoutException lost) {
      producer.commitTransaction();
    }
  }

  /**
   * Takes a way out in one transaction; only adopting needs one.
   *
   * @return what was done, as the end of a sentence about the topic; empty if it needs none
   */
  public Optional<String> resolve(WayOut wayOut) {
    return wayOut instanceof WayOut.Adopt adopt && !adopt.oldJob().equals(job)
        ? adopt(adopt.oldJob())
        : Optional.empty();
  }

  /** Under the old job's id, so that a process of it that still runs is fenced. */
  private Optional<String> adopt(String oldJob) {
    close();
    try (KafkaProducer<byte[], byte[]> successor = producer(oldJob)) {
      Map<String, String> found = bookmarks(successor);
      String old = found.get(key(oldJob));
      if (old == null) {
        return Optional.empty();
      }
      String own = found.get(key(job));
      if (own != null && Bookmark.parse(own).batch() > 0) {
        throw new EngineException(
            "new-writer",
            "topic %s was written by both jobs, %s and %s: whose messages are whose is not known"
                .formatted(topic, job, oldJob));
      }
      successor.beginTransaction();
      send(successor, bookmarks.record(key(job), old));
      send(successor, bookmarks.record(key(oldJob), null));
      CommitSteps.reached("written");
      commit(successor);
      CommitSteps.reached("committed");
      return Optional.of(
          "taken over from job %s after batch %d".formatted(oldJob, Bookmark.parse(old).batch()));
    } catch (KafkaException failure) {
      throw said(failure);
    }
  }

  private KafkaProducer<byte[], byte[]> producer(String ofJob) {
    Map<String, Object> own = new HashMap<>(settings);
    own.put("transactional.id", prefix + ofJob + "-" + topic);
    return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private String key(String ofJob) {
    return ofJob + "/" + topic;
  }

  private EngineException said(KafkaException failure) {
    if (failure instanceof InterruptException) {
      return new EngineException("interrupted", "interrupted while sending", failure);
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new EngineException(
        "kafka",
        "Kafka does not take what is for topic " + topic + ": " + cause.getMessage(),
        failure);
  }

  /** Aborts what is open, if the cluster answers soon. The next use begins anew. */
  @Override
  public void close() {
    if (producer != null) {
      KafkaProducer<byte[], byte[]> closing = producer;
      producer = null;
      closing.close(CLOSING);
    }
  }
}
