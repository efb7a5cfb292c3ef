package dev.tidemill.engine.run;

import static dev.tidemill.engine.run.TestJob.DUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.SharedEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class MaintenanceTest {

  @Test
  void joinsSmallFilesAndLosesNothing() {
    TestJob job = TestJob.create(1);
    batches(job, 6);
    MaintenanceReport report = SharedEngine.maintain(job.pipeline, "rows", Instant.now());
    assertThat(report.notices()).isEmpty();
    assertThat(report.table()).isEqualTo("rows");
    assertThat(report.filesBefore()).isEqualTo(6);
    assertThat(report.filesAfter()).isEqualTo(1);
    batches(job, 1);
    assertThat(job.ids()).isEqualTo(ids(7));
    assertThat(job.bookmark("rows").batch()).isEqualTo(7);
  }

  /** As a process has it whose threads were there before Spark. */
  @Test
  void joinsSmallFilesInAThreadWithoutASession() throws Exception {
    TestJob job = TestJob.create(1);
    batches(job, 6);
    AtomicReference<MaintenanceReport> report = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              SparkSession.clearActiveSession();
              report.set(SharedEngine.maintain(job.pipeline, "rows", Instant.now()));
            });
    thread.start();
    thread.join();
    assertThat(report.get().notices()).isEmpty();
    assertThat(report.get().filesAfter()).isEqualTo(1);
  }

  @Test
  void letsOldSnapshotsGoButNoneOfABookmark() {
    TestJob job = TestJob.create(1);
    batches(job, 6);
    Table table = SharedEngine.table(job.pipeline, "rows");
    long noted = table.currentSnapshot().snapshotId();
    MaintenanceReport report =
        SharedEngine.maintain(job.pipeline, "rows", Instant.now().plus(Duration.ofDays(8)));
    assertThat(report.notices()).isEmpty();
    assertThat(report.snapshotsExpired()).isEqualTo(5);
    table.refresh();
    assertThat(table.snapshots())
        .extracting(snapshot -> snapshot.snapshotId())
        .containsExactly(noted, table.currentSnapshot().snapshotId());
    batches(job, 1);
    assertThat(job.ids()).isEqualTo(ids(7));
  }

  @Test
  void leavesATableAloneThatWasRolledBack() {
    TestJob job = TestJob.create(1);
    batches(job, 6);
    Table table = SharedEngine.table(job.pipeline, "rows");
    table.manageSnapshots().rollbackTo(table.currentSnapshot().parentId()).commit();
    MaintenanceReport report =
        SharedEngine.maintain(job.pipeline, "rows", Instant.now().plus(Duration.ofDays(8)));
    assertThat(report.notices())
        .singleElement()
        .asString()
        .startsWith("[rolled-back] the table at ");
    assertThat(report.snapshotsExpired()).isZero();
    table.refresh();
    assertThat(table.snapshots()).hasSize(6);
  }

  @Test
  void removesOldFilesThatNothingRefersToAndNoOthers() throws Exception {
    TestJob job = TestJob.create(1);
    batches(job, 2);
    Path orphan = file(job, "data/left-behind.parquet");
    SharedEngine.maintain(job.pipeline, "rows", Instant.now());
    assertThat(orphan).as("not old yet").exists();
    MaintenanceReport report =
        SharedEngine.maintain(job.pipeline, "rows", Instant.now().plus(Duration.ofDays(4)));
    assertThat(report.notices()).isEmpty();
    assertThat(report.orphansRemoved()).isEqualTo(1);
    assertThat(orphan).doesNotExist();
    assertThat(job.ids()).isEqualTo(ids(2));
  }

  /** As a computer that slept for days between the files of a batch and their commit. */
  @Test
  void leavesTheFilesOfARunningBatch() {
    TestJob job = TestJob.create(1);
    batches(job, 1);
    MaintenanceReport[] report = new MaintenanceReport[1];
    job.topic.sendIds(1, 2, 1);
    try (JobRun run =
        job.open(
            "copy",
            step -> {
              if (step.equals("written") && report[0] == null) {
                report[0] =
                    SharedEngine.maintain(
                        job.pipeline, "rows", Instant.now().plus(Duration.ofDays(4)));
              }
            })) {
      run.next(DUE);
    }
    assertThat(report[0].notices()).isEmpty();
    assertThat(report[0].orphansRemoved()).isZero();
    assertThat(job.ids()).isEqualTo(ids(2));
  }

  @Test
  void maintainsDeadLettersToo() {
    TestJob job = TestJob.create(1);
    for (int i = 0; i < 5; i++) {
      job.topic.send(0, "bad".getBytes(UTF_8));
      job.drain();
    }
    MaintenanceReport report =
        SharedEngine.engine()
            .maintainDeadLetters(job.pipeline, job.pipeline.streams().get("events"), Instant.now());
    assertThat(report.table()).isEqualTo("events_dead_letters");
    assertThat(report.filesBefore()).isEqualTo(5);
    assertThat(report.filesAfter()).isEqualTo(1);
    assertThat(job.dead("offset")).hasSize(5);
  }

  @Test
  void hasNothingToDoBeforeATableExists() {
    TestJob job = TestJob.create(1);
    MaintenanceReport report = SharedEngine.maintain(job.pipeline, "rows", Instant.now());
    assertThat(report)
        .isEqualTo(new MaintenanceReport("rows", 0, 0, 0, 0, Duration.ZERO, List.of()));
  }

  /** What the list of snapshots costs each commit is bounded. */
  @Test
  void keepsTheSnapshotsOfManyCommitsBounded() {
    TestJob job = TestJob.create(1);
    batches(job, 1);
    Table table = SharedEngine.table(job.pipeline, "rows");
    long noted = table.currentSnapshot().snapshotId();
    for (int i = 0; i < 600; i++) {
      table.newFastAppend().commit();
    }
    MaintenanceReport now = SharedEngine.maintain(job.pipeline, "rows", Instant.now());
    assertThat(now.notices()).isEmpty();
    table.refresh();
    // The newest 500, that of the bookmark, and at most one for each hour that this has taken.
    assertThat(table.snapshots()).hasSizeBetween(501, 503);
    assertThat(table.snapshot(noted)).isNotNull();
    SharedEngine.maintain(job.pipeline, "rows", Instant.now().plus(Duration.ofHours(7)));
    table.refresh();
    assertThat(table.snapshots()).hasSizeLessThanOrEqualTo(3);
    batches(job, 1);
    assertThat(job.ids()).isEqualTo(ids(2));
  }

  private static Path folder(TestJob job) {
    return Path.of(URI.create("file:" + SharedEngine.table(job.pipeline, "rows").location()));
  }

  private static Path file(TestJob job, String name) throws IOException {
    return Files.writeString(folder(job).resolve(name), "left");
  }

  /** Each with one row. */
  private static void batches(TestJob job, int count) {
    long first = job.reached();
    for (long id = first; id < first + count; id++) {
      job.topic.sendIds(id, id + 1, 1);
      job.drain();
    }
  }

  private static List<Object> ids(long to) {
    return LongStream.range(0, to).<Object>mapToObj(id -> id).toList();
  }
}
