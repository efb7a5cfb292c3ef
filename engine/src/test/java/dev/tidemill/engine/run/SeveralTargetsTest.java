package dev.tidemill.engine.run;

import static dev.tidemill.engine.TestPipeline.derived;
import static dev.tidemill.engine.TestPipeline.filter;
import static dev.tidemill.engine.TestPipeline.toTable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.SharedSpark;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.model.Node;
import dev.tidemill.model.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralTargetsTest {

  private static final Node EVEN = filter("even", "from", "id % 2 = 0");
  private static final Node ODD = filter("odd", "from", "id % 2 = 1");
  private static final Node TO_ROWS = toTable("toRows", "even", "rows");
  private static final Node TO_OTHERS = toTable("toOthers", "odd", "others");

  private static TestJob routes(TestTopic topic) {
    return TestJob.of(topic, pipeline -> pipeline.job("copy", EVEN, ODD, TO_ROWS, TO_OTHERS));
  }

  @Test
  void takeTheirRowsFromOneReading() {
    TestTopic topic = TestTopic.create(2);
    TestJob job = routes(topic);
    topic.sendIds(0, 9, 2);
    topic.send(1, "bad".getBytes(UTF_8));
    List<BatchReport> reports = job.drain();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).nodes())
        .containsExactly(
            new NodeCounts("from", some(10), some(9), some(0), some(0), some(1)),
            new NodeCounts("even", some(9), some(5), some(4), none(), none()),
            new NodeCounts("odd", some(9), some(4), some(5), none(), none()),
            new NodeCounts("toRows", some(5), some(5), none(), none(), none()),
            new NodeCounts("toOthers", some(4), some(4), none(), none(), none()));
    assertThat(job.ids("rows")).containsExactly(0L, 2L, 4L, 6L, 8L);
    assertThat(job.ids("others")).containsExactly(1L, 3L, 5L, 7L);
    assertThat(job.dead("offset")).hasSize(1);
    assertThat(job.bookmark("rows")).isEqualTo(job.bookmark("others"));
    assertThat(SharedSpark.session().sparkContext().getPersistentRDDs().isEmpty())
        .as("nothing is kept after the batch")
        .isTrue();
  }

  /** Planned for each target anew, each row would be in both tables or in none now and then. */
  @Test
  void agreeOnWhatChanceSays() {
    TestTopic topic = TestTopic.create(2);
    TestJob job =
        TestJob.of(
            topic,
            pipeline ->
                pipeline.job(
                    "copy",
                    derived("dice", "from", "dice", "rand()"),
                    filter("low", "dice", "dice < 0.5"),
                    filter("high", "dice", "dice >= 0.5"),
                    toTable("toRows", "low", "rows"),
                    toTable("toOthers", "high", "others")));
    job.drain();
    topic.sendIds(0, 100, 2);
    job.drain();
    List<Object> all = new ArrayList<>(job.ids("rows"));
    all.addAll(job.ids("others"));
    assertThat(all).hasSize(100).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "between-targets, 1, 1",
    "between-targets, 3, 1",
    "between-targets, 4, 1",
    "written, 1, 1",
    "written, 2, 1",
    "written, 3, 1",
    "committed, 1, 1",
    "committed, 2, 1",
    "committed, 3, 0",
  })
  void areFinishedByTheNextRun(String step, int time, int reports) {
    TestTopic topic = TestTopic.create(1);
    TestJob job = routes(topic);
    topic.sendIds(0, 6, 1);
    topic.send(0, "bad".getBytes(UTF_8));
    job.stopAt(step, time);
    topic.sendIds(6, 8, 1);
    assertThat(job.drain()).hasSizeBetween(reports, reports + 1);
    assertThat(job.ids("rows")).containsExactly(0L, 2L, 4L, 6L);
    assertThat(job.ids("others")).containsExactly(1L, 3L, 5L, 7L);
    assertThat(job.dead("offset")).containsExactly(6L);
    assertThat(job.drain()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"catch-up", "written", "committed", "caught-up"})
  void areCaughtUpAfterASecondFailure(String step) {
    TestTopic topic = TestTopic.create(1);
    TestJob job = routes(topic);
    topic.sendIds(0, 6, 1);
    job.stopAt("between-targets", 3);
    job.stopAt(step, 1);
    job.drain();
    assertThat(job.ids("rows")).containsExactly(0L, 2L, 4L);
    assertThat(job.ids("others")).containsExactly(1L, 3L, 5L);
  }

  /** What the first target counted is not known any more; the source is read once again. */
  @Test
  void countWhatTheOneBehindReadsInACatchUp() {
    TestTopic topic = TestTopic.create(1);
    TestJob job = routes(topic);
    topic.sendIds(0, 6, 1);
    topic.send(0, "bad".getBytes(UTF_8));
    job.stopAt("between-targets", 3);
    BatchReport report = job.drain().get(0);
    assertThat(report.catchUp()).isTrue();
    assertThat(report.nodes())
        .containsExactly(
            new NodeCounts("from", some(7), some(6), some(0), some(0), some(1)),
            NodeCounts.unknown("even"),
            new NodeCounts("odd", some(6), some(3), some(3), none(), none()),
            NodeCounts.unknown("toRows"),
            new NodeCounts("toOthers", some(3), some(3), none(), none(), none()));
    assertThat(job.dead("offset")).containsExactly(6L);
  }

  @Test
  void mayBeAddedToAJobAndChangeTheirOrder() {
    TestTopic topic = TestTopic.create(1);
    TestJob job = TestJob.of(topic, pipeline -> pipeline.job("copy", EVEN, TO_ROWS));
    topic.sendIds(0, 4, 1);
    job.drain();
    TestJob added = job.with(pipeline -> pipeline.job("copy", ODD, EVEN, TO_OTHERS, TO_ROWS));
    topic.sendIds(4, 8, 1);
    assertThat(added.drain().get(0).notices())
        .containsExactly("[new-target] table others is new in job copy: it begins after batch 1");
    TestJob reordered = job.with(pipeline -> pipeline.job("copy", EVEN, ODD, TO_ROWS, TO_OTHERS));
    topic.sendIds(8, 10, 1);
    reordered.stopAt("between-targets", 1);
    added.drain();
    assertThat(job.ids("rows")).containsExactly(0L, 2L, 4L, 6L, 8L);
    assertThat(job.ids("others")).containsExactly(5L, 7L, 9L);
  }

  @Test
  void takeNothingOfABatchWithABadMessageThatMustNotBe() {
    TestTopic topic = TestTopic.create(1);
    TestJob job =
        TestJob.of(
            topic,
            pipeline ->
                pipeline
                    .onBadRecord(Stream.OnBadRecord.FAIL)
                    .job("copy", EVEN, ODD, TO_ROWS, TO_OTHERS));
    topic.sendIds(0, 3, 1);
    topic.send(0, "bad".getBytes(UTF_8));
    try (JobRun run = job.open()) {
      assertThatThrownBy(() -> run.next(TestJob.DUE))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.code()).contains("bad-record"));
    }
    assertThat(job.ids("rows")).isEmpty();
    assertThat(job.ids("others")).isEmpty();
    assertThat(job.bookmark("others").batch()).isZero();
  }

  private static OptionalLong some(long count) {
    return OptionalLong.of(count);
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }
}
