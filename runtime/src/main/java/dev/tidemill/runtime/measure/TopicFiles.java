package dev.tidemill.runtime.measure;

import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.measure.Measurement.Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The files that our broker keeps of a topic, batch by batch: only the heads of batches are read.
 *
 * @see <a href="https://kafka.apache.org/documentation/#recordbatch">Record batches</a>
 */
final class TopicFiles {

  private static final int BEFORE_LENGTH = 8;
  private static final int LENGTH_END = 12;
  private static final int MAGIC = 16;
  private static final int ATTRIBUTES = 21;
  private static final int LAST_TIME = 35;
  private static final int COUNT = 57;
  private static final int HEAD = 61;
  private static final int CONTROL = 0x20;
  private static final byte VERSION = 2;

  private final long since;
  private long messages;
  private long bytes;

  private TopicFiles(long since) {
    this.since = since;
  }

  static Optional<Messages> of(DataFolder data, String topic, Optional<Instant> since)
      throws IOException {
    TopicFiles files = new TopicFiles(since.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
    if (Files.isDirectory(data.topics())) {
      try (DirectoryStream<Path> partitions = Files.newDirectoryStream(data.topics())) {
        for (Path partition : partitions) {
          if (isOf(topic, partition)) {
            files.partition(partition);
          }
        }
      }
    }
    return files.messages == 0
        ? Optional.empty()
        : Optional.of(new Messages(files.messages, files.bytes));
  }

  /** {@code TOPIC-0}. */
  private static boolean isOf(String topic, Path partition) {
    String name = partition.getFileName().toString();
    int dash = name.lastIndexOf('-');
    return dash > 0
        && name.substring(0, dash).equals(topic)
        && name.substring(dash + 1).matches("[0-9]+");
  }

  private void partition(Path folder) throws IOException {
    try (DirectoryStream<Path> segments = Files.newDirectoryStream(folder, "*.log")) {
      for (Path segment : segments) {
        try (FileChannel channel = FileChannel.open(segment)) {
          segment(channel);
        }
      }
    }
  }

  /** To its end, or to a batch that is being written. */
  private void segment(FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    long at = 0;
    while (at + HEAD <= channel.size()) {
      head.clear();
      while (head.hasRemaining() && channel.read(head, at + head.position()) >= 0) {}
      int length = head.getInt(BEFORE_LENGTH);
      if (head.hasRemaining() || length < HEAD - LENGTH_END || head.get(MAGIC) != VERSION) {
        return;
      }
      boolean control = (head.getShort(ATTRIBUTES) & CONTROL) != 0;
      if (!control && head.getLong(LAST_TIME) >= since) {
        messages += head.getInt(COUNT);
        bytes += LENGTH_END + length;
      }
      at += LENGTH_END + length;
    }
  }
}
