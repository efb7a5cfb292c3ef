package dev.tidemill.engine.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.tidemill.engine.Steps;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.Fenced;
import dev.tidemill.engine.commit.TableCreator;
import dev.tidemill.engine.commit.TargetTable;
import dev.tidemill.engine.commit.Writer;
import dev.tidemill.engine.plan.CountedPlan;
import dev.tidemill.engine.source.StreamRange;
import dev.tidemill.model.Stream;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The dead letters of a stream: the last target of every job that reads it. One row a message,
 * whichever job finds it, however often.
 */
final class DeadLetterTarget implements Target {

  private static final int ATTEMPTS = 20;

  private final Stream stream;
  private final TableName table;
  private final TableCreator creator;
  private final TargetTable commits;
  private final Writer writer;
  private final BadMessages messages;
  private final Clock clock;
  private final Steps steps;

  DeadLetterTarget(
      Stream stream,
      TableName table,
      TableCreator creator,
      TargetTable commits,
      Writer writer,
      BadMessages messages,
      Clock clock,
      Steps steps) {
    this.stream = stream;
    this.table = table;
    this.creator = creator;
    this.commits = commits;
    this.writer = writer;
    this.messages = messages;
    this.clock = clock;
    this.steps = steps;
  }

  @Override
  public String name() {
    return "table " + table.table();
  }

  @Override
  public void create(CountedPlan plan) {
    creator.createDatabase(table.database());
    creator.create(table.identifier(), BadMessages.COLUMNS, List.of(), List.of(), Map.of());
  }

  @Override
  public Optional<Bookmark> bookmark() {
    return commits.bookmark();
  }

  @Override
  public void move(Optional<Bookmark> from, Bookmark to) {
    commits.move(from, to);
  }

  @Override
  public void take(Batch batch) {
    StreamRange range = batch.range(stream.topic());
    boolean none =
        range.isEmpty()
            || stream.onBadRecord() != Stream.OnBadRecord.DEAD_LETTER
            || batch.isFreeOfBad(stream);
    if (none) {
      commits.move(Optional.of(batch.from()), batch.to());
    } else {
      addMissing(batch, range);
    }
  }

  @Override
  public Optional<String> resolve(WayOut wayOut) {
    return commits.resolve(wayOut);
  }

  /** Another job that adds some in between makes this one look again. */
  private void addMissing(Batch batch, StreamRange range) {
    for (int attempt = 1; ; attempt++) {
      try {
        addMissingOnce(batch, range);
        return;
      } catch (RuntimeException failure) {
        boolean lookAgain =
            Fenced.isCause(failure)
                && attempt < ATTEMPTS
                && commits.bookmark().equals(Optional.of(batch.from()));
        if (!lookAgain) {
          throw failure;
        }
      }
    }
  }

  private void addMissingOnce(Batch batch, StreamRange range) {
    String base = commits.snapshot();
    Dataset<Row> found =
        messages
            .in(range, stream)
            .withColumn("job", lit(writer.job()))
            .withColumn("foundAt", lit(clock.instant()))
            .withColumn("redrivenAt", lit(null).cast("timestamp"));
    Map<String, String> summary = new TreeMap<>(writer.summary(batch.from(), batch.to()));
    summary.put(Writer.BASE, base);
    TableTarget.append(without(found, range, base), table, summary, steps);
  }

  private Dataset<Row> without(Dataset<Row> found, StreamRange range, String base) {
    if (base.equals(Writer.NO_SNAPSHOT)) {
      return found;
    }
    Dataset<Row> held =
        found
            .sparkSession()
            .read()
            .option("versionAsOf", base)
            .table(table.sql())
            .filter(
                col("topicId")
                    .equalTo(range.topicId())
                    .and(col("offset").geq(Collections.min(range.from().values())))
                    .and(col("offset").lt(Collections.max(range.to().values()))));
    return found.join(
        held,
        found
            .col("topicId")
            .equalTo(held.col("topicId"))
            .and(found.col("partition").equalTo(held.col("partition")))
            .and(found.col("offset").equalTo(held.col("offset"))),
        "left_anti");
  }
}
