package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.CommitSteps;
import dev.tidemill.engine.commit.TargetStream;
import dev.tidemill.engine.encode.Unsendable;
import dev.tidemill.engine.plan.CountedPlan;
import dev.tidemill.model.Stream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A node that sends rows as messages, in one transaction with the bookmark. */
final class StreamTarget implements Target {

  private static final long LARGEST_BATCH = 128 * 1024;
  private static final long OVERHEAD = 64 * 1024;

  private final String node;
  private final Stream stream;
  private final TargetStream commits;
  private final Steps steps;

  StreamTarget(String node, Stream stream, TargetStream commits, Steps steps) {
    this.node = node;
    this.stream = stream;
    this.commits = commits;
    this.steps = steps;
  }

  /** Settings of a producer for a stream. */
  static Map<String, Object> producer(Stream stream, Map<String, String> kafka) {
    long maximum = stream.maxMessage().bytes();
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("transaction.timeout.ms", 300_000);
    settings.put("enable.metrics.push", false);
    settings.put("linger.ms", 5);
    // A batch larger than the topic's largest message would be refused and sent again in parts.
    settings.put("batch.size", (int) Math.min(maximum, LARGEST_BATCH));
    settings.put("max.request.size", (int) Math.min(Integer.MAX_VALUE, maximum + OVERHEAD));
    return settings;
  }

  @Override
  public String name() {
    return "stream " + stream.id();
  }

  @Override
  public void create(CountedPlan plan) {
    commits.create();
  }

  @Override
  public Optional<Bookmark> bookmark() {
    return commits.bookmark();
  }

  @Override
  public void move(Optional<Bookmark> from, Bookmark to) {
    CommitSteps.during(steps, () -> commits.commit(from, to, Collections.emptyIterator()));
  }

  /** Rows come task by task, so that those of a task that failed are never seen. */
  @Override
  public void take(Batch batch) {
    Dataset<Row> rows = batch.plan().target(node);
    steps.reached("planned");
    try {
      CommitSteps.during(
          steps,
          () ->
              commits.commit(
                  Optional.of(batch.from()), batch.to(), messages(rows.toLocalIterator())));
    } catch (Exception failure) {
      unsendable(failure).ifPresent(StreamTarget::refuse);
      throw failure;
    }
    batch.plan().fetched(node, rows);
  }

  private Iterator<ProducerRecord<byte[], byte[]>> messages(Iterator<Row> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public ProducerRecord<byte[], byte[]> next() {
        Row row = rows.next();
        return new ProducerRecord<>(stream.topic(), row.getAs(0), row.getAs(1));
      }
    };
  }

  private Optional<EngineException> unsendable(Exception failure) {
    Unsendable row = Unsendable.among(failure);
    String reason = row == null ? null : row.getMessage();
    for (Throwable t = failure; t != null && reason == null; t = t.getCause()) {
      reason = t instanceof RecordTooLargeException ? t.getMessage() : null;
    }
    return Optional.ofNullable(reason)
        .map(
            text ->
                new EngineException(
                    "unsendable",
                    "a row cannot be a message of stream " + stream.id() + ": " + text,
                    failure));
  }

  private static void refuse(EngineException failure) {
    throw failure;
  }

  @Override
  public Optional<String> resolve(WayOut wayOut) {
    AtomicReference<Optional<String>> done = new AtomicReference<>();
    CommitSteps.during(steps, () -> done.set(commits.resolve(wayOut)));
    return done.get();
  }

  @Override
  public void close() {
    commits.close();
  }
}
