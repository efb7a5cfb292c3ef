package dev.tidemill.runtime.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {

  private static final String BEGIN = "2026-11-13T10:00:00.000Z START RequestId: a\n";

  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void name() {
    data = new DataFolder(folder);
  }

  @Test
  void tellsTimesAndMemoryOfCalls() throws IOException {
    log(
        "PutUser.1.log",
        BEGIN
            + report("2026-11-13T10:00:00.010Z", 3, "\tMax Memory Used: 80 MB")
            + report(
                "2026-11-13T10:05:00.010Z", 9, "\tMax Memory Used: 95 MB\tInit Duration: 1 ms"));
    log("PutUser.2.log", report("2026-11-13T10:06:00.010Z", 6, ""));

    assertThat(CallReports.of(data, "PutUser", Optional.empty()))
        .contains(new Measurement.Calls(3, Duration.ofMillis(6), OptionalLong.of(95)));
    assertThat(CallReports.of(data, "PutUser", Optional.of(Instant.parse("2026-11-13T10:06:00Z"))))
        .contains(new Measurement.Calls(1, Duration.ofMillis(6), OptionalLong.empty()));
    assertThat(CallReports.of(data, "Put", Optional.empty())).isEmpty();
  }

  @Test
  void countsMessagesAndBytesInTheFilesOfATopic() throws IOException {
    long bytes =
        segment("log-0", 1_000, "a", "bb")
            + segment("log-0", 5_000, "ccc")
            + segment("log-1", 5_000, "d");
    segment("log-2-0", 5_000, "of the topic log-2");

    assertThat(TopicFiles.of(data, "log", Optional.empty()))
        .contains(new Measurement.Messages(4, bytes));
    assertThat(TopicFiles.of(data, "log", Optional.of(Instant.ofEpochMilli(2_000))))
        .hasValueSatisfying(seen -> assertThat(seen.messages()).isEqualTo(2));
    assertThat(TopicFiles.of(data, "none", Optional.empty())).isEmpty();
  }

  @Test
  void stopsAtABatchThatIsBeingWritten() throws IOException {
    long bytes = segment("log-0", 1_000, "a", "bb");
    Path file = data.topics().resolve("log-0/00000000000000000000.log");
    Files.write(file, new byte[200], StandardOpenOption.APPEND);

    assertThat(TopicFiles.of(data, "log", Optional.empty()))
        .contains(new Measurement.Messages(2, bytes));
  }

  @Test
  void addsUpTheBatchesOfAJobAndCountsItsRuns() throws IOException {
    Files.createDirectories(data.jobLog("rows").getParent());
    Files.writeString(
        data.jobLog("rows"),
        """
        2026-11-13T10:00:00.000Z RUN jr_1 RUNNING
        2026-11-13T10:00:01.000Z BATCH 1 from 2026-11-13T10:00:00Z to 2026-11-13T10:00:01Z took 300 ms
          in: in 4 out 4
        2026-11-13T10:00:02.000Z RUN jr_1 SUCCEEDED
        2026-11-13T10:05:00.000Z CAUGHT UP with batch 2 from 2026-11-13T10:00:00Z to 2026-11-13T10:00:01Z took 100 ms
        2026-11-13T10:05:01.000Z FAILED batch 3: took 9 ms
        2026-11-13T10:05:02.000Z RUN jr_2 SUCCEEDED
        """);

    assertThat(BatchReports.of(data, "rows", Optional.empty()))
        .contains(new Measurement.Batches(2, Duration.ofMillis(400), 2));
    assertThat(BatchReports.of(data, "rows", Optional.of(Instant.parse("2026-11-13T10:01:00Z"))))
        .contains(new Measurement.Batches(1, Duration.ofMillis(100), 1));
    assertThat(BatchReports.of(data, "none", Optional.empty())).isEmpty();
  }

  @Test
  void addsUpWhatWasWrittenToATableAndNotWhatWasRewritten() throws IOException {
    metadata("00001-a.metadata.json", snapshot(1_000, "append", 9, 900));
    metadata(
        "00002-b.gz.metadata.json",
        snapshot(1_000, "append", 3, 300)
            + ","
            + snapshot(5_000, "append", 2, 250)
            + ","
            + snapshot(6_000, "replace", 5, 400));

    assertThat(TableFiles.of(data, "rows", Optional.empty()))
        .contains(new Measurement.Rows(5, 550));
    assertThat(TableFiles.of(data, "rows", Optional.of(Instant.ofEpochMilli(2_000))))
        .contains(new Measurement.Rows(2, 250));
    assertThat(TableFiles.of(data, "none", Optional.empty())).isEmpty();
  }

  private void metadata(String name, String snapshots) throws IOException {
    Path file = data.lake().resolve("shop_local/rows/metadata").resolve(name);
    Files.createDirectories(file.getParent());
    byte[] json = ("{\"snapshots\":[" + snapshots + "]}").getBytes(UTF_8);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = name.contains(".gz.") ? new GZIPOutputStream(out) : out) {
      packed.write(json);
    }
  }

  private static String snapshot(long at, String operation, long rows, long bytes) {
    return """
        {"timestamp-ms":%d,"summary":{"operation":"%s","added-records":"%d","added-files-size":"%d"}}"""
        .formatted(at, operation, rows, bytes);
  }

  private void log(String name, String text) throws IOException {
    Files.createDirectories(data.logs().resolve("functions"));
    Files.writeString(data.logs().resolve("functions").resolve(name), text);
  }

  private static String report(String at, int millis, String rest) {
    return "%s REPORT RequestId: b\tDuration: %d.00 ms\tBilled Duration: %d ms\tMemory Size: 512 MB%s%n"
        .formatted(at, millis, millis, rest);
  }

  private long segment(String partition, long at, String... values) throws IOException {
    SimpleRecord[] records = new SimpleRecord[values.length];
    for (int i = 0; i < values.length; i++) {
      records[i] = new SimpleRecord(at, values[i].getBytes(UTF_8));
    }
    ByteBuffer batch = MemoryRecords.withRecords(Compression.NONE, records).buffer();
    Path file = data.topics().resolve(partition).resolve("00000000000000000000.log");
    Files.createDirectories(file.getParent());
    long bytes = batch.remaining();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (batch.hasRemaining()) {
        channel.write(batch);
      }
    }
    return bytes;
  }
}
