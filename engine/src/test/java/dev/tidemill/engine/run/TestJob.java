package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.StreamPosition;
import dev.tidemill.model.Pipeline;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.iceberg.exceptions.NoSuchTableException;

/**
 * A pipeline of its own whose job {@code copy} copies a topic of its own into table {@code rows}.
 */
final class TestJob {

  static final Instant DUE = Instant.parse("2026-11-13T02:15:00Z");
  static final Instant NOW = Instant.parse("2026-11-13T02:15:07Z");

  /** Thrown at a step. */
  static final class Stop extends RuntimeException {}

  final TestTopic topic;
  final Pipeline pipeline;
  private int runs;

  private TestJob(TestTopic topic, Pipeline pipeline) {
    this.topic = topic;
    this.pipeline = pipeline;
  }

  static TestJob create(int partitions) {
    return create(partitions, pipeline -> pipeline);
  }

  static TestJob create(int partitions, UnaryOperator<TestPipeline> options) {
    TestTopic topic = TestTopic.create(partitions);
    TestPipeline pipeline = TestPipeline.of(SharedEngine.newPipeline(), topic);
    return new TestJob(topic, options.apply(pipeline).job("copy", "rows").build());
  }

  /** With jobs of its own. */
  static TestJob of(TestTopic topic, UnaryOperator<TestPipeline> jobs) {
    TestPipeline pipeline = TestPipeline.of(SharedEngine.newPipeline(), topic);
    return new TestJob(topic, jobs.apply(pipeline).build());
  }

  /** The same pipeline after its definition changed. */
  TestJob with(UnaryOperator<TestPipeline> jobs) {
    return new TestJob(topic, jobs.apply(TestPipeline.of(pipeline.id(), topic)).build());
  }

  JobRun open() {
    return open("copy", Steps.NONE);
  }

  JobRun open(String job, Steps steps) {
    return SharedEngine.open(
        pipeline,
        job,
        steps,
        Clock.fixed(NOW, ZoneOffset.UTC),
        wait -> {
          throw new IllegalStateException("Would wait " + wait);
        });
  }

  /** Runs batches, each a minute after the one before, until nothing is new. */
  List<BatchReport> drain() {
    return drain("copy");
  }

  List<BatchReport> drain(String job) {
    try (JobRun run = open(job, Steps.NONE)) {
      return drain(run);
    }
  }

  List<BatchReport> drain(JobRun run) {
    List<BatchReport> reports = new ArrayList<>();
    Optional<BatchReport> report = run.next(nextDue());
    while (report.isPresent()) {
      reports.add(report.get());
      report = run.next(nextDue());
    }
    return reports;
  }

  private Instant nextDue() {
    return DUE.plusSeconds(60L * runs++);
  }

  /** Fails at a step, the n-th time that it comes. */
  void stopAt(String step, int time) {
    int[] times = {0};
    Steps steps =
        reached -> {
          if (reached.equals(step) && ++times[0] == time) {
            throw new Stop();
          }
        };
    try (JobRun run = open("copy", steps)) {
      assertThatThrownBy(() -> run.next(nextDue())).hasRootCauseInstanceOf(Stop.class);
    }
  }

  /** The ids in the table, sorted. */
  List<Object> ids() {
    return ids("rows");
  }

  List<Object> ids(String table) {
    return SharedEngine.column(pipeline, "SELECT id FROM " + table + " ORDER BY id");
  }

  /** Something of the dead letters, by partition and offset. */
  List<Object> dead(String column) {
    return SharedEngine.column(
        pipeline,
        "SELECT `" + column + "` FROM events_dead_letters ORDER BY `partition`, `offset`");
  }

  /** How many offsets the last target has behind it. */
  long deadReached() {
    try {
      return reached("events_dead_letters");
    } catch (NoSuchTableException | NullPointerException notYet) {
      return 0;
    }
  }

  /** Whether the last target has its start position. */
  boolean hasBegun() {
    return SharedEngine.table(pipeline, "events_dead_letters")
        .properties()
        .containsKey("tidemill.bookmark." + pipeline.id() + ".copy");
  }

  /** How many offsets both targets have behind them. */
  long reached() {
    try {
      return Math.min(reached("rows"), reached("events_dead_letters"));
    } catch (NoSuchTableException | NullPointerException notYet) {
      return 0;
    }
  }

  private long reached(String table) {
    return position(table).offsets().values().stream().mapToLong(offset -> offset).sum();
  }

  /** Up to where a table holds the topic. */
  StreamPosition position(String table) {
    return (StreamPosition) bookmark(table).at().get("stream:" + topic.name());
  }

  Bookmark bookmark(String table) {
    return Bookmark.parse(
        SharedEngine.table(pipeline, table)
            .properties()
            .get("tidemill.bookmark." + pipeline.id() + ".copy"));
  }
}
