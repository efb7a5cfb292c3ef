package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.runtime.process.WorldException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that one process appends its standard output and error to directly, and we our lines: so
 * each is where it belongs, and nothing passes through our memory. What one call writes beyond a
 * limit is cut off again while it is being written. From here it goes to the function's log when
 * the call has ended.
 */
final class InstanceOutput implements Closeable {

  /** What a call, or a start, may write; the rest is dropped, and how much that was is said. */
  static final long MAX_BYTES_PER_CALL = 10L << 20;

  /** A larger file is emptied once all of it is in the log. */
  private static final long MAX_KEPT_BYTES = 1L << 20;

  private static final int TAIL_BYTES = 1 << 14;

  private final Path file;
  private final FileChannel channel;
  private long logged;
  private long from;
  private long dropped;

  private InstanceOutput(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static InstanceOutput create(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return new InstanceOutput(
          file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND));
    } catch (IOException failure) {
      throw new WorldException(
          "Cannot write to %s: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  /**
   * Opens what a process has left over whose end, and that of its last call, nobody saw.
   *
   * @throws IOException if it cannot be read
   */
  static InstanceOutput resume(Path file) throws IOException {
    InstanceOutput output =
        new InstanceOutput(
            file, FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    String all = Files.readString(file, ISO_8859_1);
    int report = all.lastIndexOf(Report.BEGIN);
    output.logged = report < 0 ? 0 : all.indexOf('\n', report) + 1;
    output.from = output.logged;
    return output;
  }

  Path file() {
    return file;
  }

  /** A start or a call begins; the limit applies anew. */
  synchronized void begin(String line) {
    trim();
    sayDropped();
    from = size();
    append(LogLine.of(line));
  }

  /** Cuts off what is too much. To be called every now and then while the process may write. */
  synchronized void trim() {
    try {
      long over = channel.size() - from - MAX_BYTES_PER_CALL;
      if (over > 0) {
        channel.truncate(from + MAX_BYTES_PER_CALL);
        dropped += over;
      }
    } catch (IOException full) {
      // The disk is full or gone: the call itself goes on.
    }
  }

  /** The call has ended; says how much of its output is missing. */
  synchronized void end(String... lines) {
    trim();
    sayDropped();
    for (String line : lines) {
      append(LogLine.of(line));
    }
  }

  /** The last bytes that the call has written. */
  synchronized String tail() {
    long end = size();
    ByteBuffer last = ByteBuffer.allocate((int) Math.min(Math.max(0, end - from), TAIL_BYTES));
    try (FileChannel reader = FileChannel.open(file)) {
      reader.read(last, end - last.capacity());
    } catch (IOException gone) {
      return "";
    }
    return new String(last.array(), 0, last.position(), UTF_8);
  }

  /** How much of it is not in the log yet. */
  synchronized long left() {
    return size() - logged;
  }

  /** How far behind the first byte that is not in the log yet the call begins. */
  synchronized long lead() {
    return from - logged;
  }

  /**
   * Appends what is not in the log yet to it.
   *
   * @param bytes how much, as {@link #left} has said
   * @throws IOException if it cannot be written; it is still left then
   */
  synchronized void moveTo(FileChannel log, long bytes) throws IOException {
    try (FileChannel reader = FileChannel.open(file)) {
      long at = logged;
      while (at < logged + bytes) {
        long moved = reader.transferTo(at, logged + bytes - at, log);
        if (moved <= 0) {
          throw new IOException("nothing taken");
        }
        at += moved;
      }
      logged = at;
    }
    // What a process writes on its own between these two lines is lost: it is between two calls.
    if (logged > MAX_KEPT_BYTES && channel.size() == logged) {
      channel.truncate(0);
      logged = 0;
    }
    from = logged;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // All that was written is in the file.
    }
  }

  private void sayDropped() {
    if (dropped > 0) {
      append(System.lineSeparator());
      append(
          LogLine.of(
              "more than %d MB of output in one call: about %d MB were dropped here"
                  .formatted(MAX_BYTES_PER_CALL >> 20, Math.max(1, dropped >> 20))));
      dropped = 0;
    }
  }

  private void append(String text) {
    try {
      channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    } catch (IOException full) {
      // As above.
    }
  }

  private long size() {
    try {
      return channel.size();
    } catch (IOException gone) {
      return from;
    }
  }
}
