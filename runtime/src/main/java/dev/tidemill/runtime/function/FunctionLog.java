package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.runtime.process.WorldException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A function's log file. Its process appends standard output and error to it directly, and we our
 * lines: so each is where it belongs, and nothing passes through our memory. What one call writes
 * beyond a limit is cut off again while it is being written.
 */
final class FunctionLog implements Closeable {

  /** What a call, or a start, may write; the rest is dropped, and how much that was is said. */
  static final long MAX_BYTES_PER_CALL = 10L << 20;

  /** A larger file is put aside at the next start of a process, and replaces the last such. */
  private static final long MAX_FILE_BYTES = 64L << 20;

  private static final int TAIL_BYTES = 1 << 14;

  private final Path file;
  private final FileChannel channel;
  private long from;
  private long dropped;

  private FunctionLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static FunctionLog open(Path file) {
    try {
      Files.createDirectories(file.getParent());
      if (Files.exists(file) && Files.size(file) > MAX_FILE_BYTES) {
        Path aside = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      FunctionLog log = new FunctionLog(file, channel);
      log.from = channel.size();
      return log;
    } catch (IOException failure) {
      throw new WorldException(
          "Cannot write to %s: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  Path file() {
    return file;
  }

  /** A call begins. */
  void begin(String line) {
    trim();
    sayDropped();
    from = size();
    say(line);
  }

  /** Appends a line of ours, with the time as CloudWatch shows it. */
  void say(String line) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    append("%s %s%n".formatted(now, line));
  }

  /** Cuts off what is too much. To be called every now and then while the process may write. */
  void trim() {
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
  void end(String... lines) {
    trim();
    sayDropped();
    for (String line : lines) {
      say(line);
    }
  }

  /** The last bytes that the call has written. */
  String tail() {
    long end = size();
    ByteBuffer last = ByteBuffer.allocate((int) Math.min(end - from, TAIL_BYTES));
    try (FileChannel reader = FileChannel.open(file)) {
      reader.read(last, end - last.capacity());
    } catch (IOException gone) {
      return "";
    }
    return new String(last.array(), 0, last.position(), UTF_8);
  }

  /** What the call that began last has written up to now. */
  Invocation.Output output() {
    return new Invocation.Output(file, from, size());
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
      say(
          "more than %d MB of output in one call: about %d MB were dropped here"
              .formatted(MAX_BYTES_PER_CALL >> 20, Math.max(1, dropped >> 20)));
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
