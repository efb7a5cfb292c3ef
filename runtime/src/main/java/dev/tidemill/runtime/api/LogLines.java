package dev.tidemill.runtime.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/** Reads the lines of a log, and those that are written meanwhile. */
public final class LogLines {

  private static final long MILLIS_BETWEEN_LOOKS = 200;

  private final Path file;
  private final LogAge age;
  private final Reader reader;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Takes lines, one after the other. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Takes a line.
     *
     * @return whether it wants more
     */
    boolean take(String line) throws IOException;
  }

  /**
   * Reads nothing yet.
   *
   * @param oldest lines before this are left out
   */
  public LogLines(Path file, Optional<Instant> oldest, Reader reader) {
    this.file = file;
    this.age = new LogAge(oldest);
    this.reader = reader;
  }

  /** Reads what there is now; nothing if there is no file. */
  public void read() throws IOException {
    if (Files.exists(file)) {
      try (FileChannel channel = FileChannel.open(file)) {
        if (drain(channel) && line.size() > 0) {
          give();
        }
      }
    }
  }

  /**
   * Reads until the reader wants no more or this thread is interrupted. A file that is put aside
   * and begun again is followed; what is cut off at its end is not read twice.
   */
  public void follow() throws IOException, InterruptedException {
    while (true) {
      if (Files.exists(file) && !followOne()) {
        return;
      }
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
    }
  }

  /** Reads one file until another has taken its place. */
  private boolean followOne() throws IOException, InterruptedException {
    Optional<Object> key = key();
    try (FileChannel channel = FileChannel.open(file)) {
      while (true) {
        boolean replaced = !key().equals(key);
        if (!drain(channel)) {
          return false;
        }
        if (replaced) {
          return true;
        }
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
        if (channel.size() < channel.position()) {
          channel.position(channel.size());
        }
      }
    }
  }

  private Optional<Object> key() throws IOException {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException putAside) {
      return Optional.empty();
    }
  }

  /** Gives the whole lines up to the end; false if the reader wants no more. */
  private boolean drain(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    while (channel.read(bytes) >= 0) {
      for (bytes.flip(); bytes.hasRemaining(); ) {
        byte next = bytes.get();
        if (next != '\n') {
          line.write(next);
        } else if (!give()) {
          return false;
        }
      }
      bytes.clear();
    }
    return true;
  }

  private boolean give() throws IOException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return !age.isYoung(text)
        || reader.take(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
