package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.runtime.process.WorldException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What the instances of a function have written, a call in one piece: from its start to its {@code
 * REPORT}, in the order in which calls ended. Numbered files; the function's log is the newest by
 * another name. So a place in a file stays where it is, for as long as the file is kept.
 */
final class FunctionLog implements Closeable {

  /** A file that would grow beyond this is followed by the next; one call may be larger alone. */
  static final long MAX_FILE_BYTES = 10L << 20;

  /** So many are kept, with the one that is written. */
  static final int KEPT_FILES = 3;

  private final Path log;
  private long number;
  private FileChannel channel;
  private long size;

  private FunctionLog(Path log) {
    this.log = log;
  }

  /**
   * Goes on where the log ended.
   *
   * @throws WorldException if it cannot be written
   */
  static FunctionLog open(Path log) {
    FunctionLog opened = new FunctionLog(log);
    try {
      Files.createDirectories(log.getParent());
      List<Path> files = FunctionLogs.numbered(log);
      opened.openFile(files.isEmpty() ? 1 : FunctionLogs.number(files.get(files.size() - 1)));
      return opened;
    } catch (IOException failure) {
      throw new WorldException(
          "Cannot write to %s: %s".formatted(log, failure.getMessage()), failure);
    }
  }

  /** The file that is written now. */
  synchronized Path file() {
    return FunctionLogs.file(log, number);
  }

  /** Takes over what an instance has written and is not here yet; says where its call is. */
  synchronized Invocation.Output take(InstanceOutput output) {
    long bytes = output.left();
    long lead = output.lead();
    return append(bytes, lead, () -> output.moveTo(channel, bytes));
  }

  /** Appends lines of ours about a call that no instance took. */
  synchronized Invocation.Output say(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(LogLine.of(line));
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
    return append(bytes.remaining(), 0, () -> channel.write(bytes));
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // All that was written is in the file.
    }
  }

  private interface Writing {
    void write() throws IOException;
  }

  /** All or nothing; on a full disk the calls themselves go on. */
  private Invocation.Output append(long bytes, long lead, Writing writing) {
    long start = size;
    try {
      if (size > 0 && size + bytes > MAX_FILE_BYTES) {
        next();
        start = 0;
      }
      writing.write();
      size += bytes;
      return new Invocation.Output(file(), start + lead, size);
    } catch (IOException full) {
      cutOff(start);
      return new Invocation.Output(file(), size, size);
    }
  }

  private void next() throws IOException {
    FileChannel full = channel;
    openFile(number + 1);
    full.close();
    Files.deleteIfExists(FunctionLogs.file(log, number - KEPT_FILES));
  }

  private void openFile(long next) throws IOException {
    Path file = FunctionLogs.file(log, next);
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    size = channel.size();
    channel.position(size);
    number = next;
    try {
      Files.deleteIfExists(log);
      Files.createLink(log, file);
    } catch (IOException | UnsupportedOperationException none) {
      // This file system gives a file one name only: the numbered ones are there all the same.
    }
  }

  private void cutOff(long start) {
    try {
      channel.truncate(start);
      channel.position(start);
      size = start;
    } catch (IOException gone) {
      // As above.
    }
  }
}
