package dev.tidemill.runtime.rehearse;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a sample file, one after the other and byte for byte, without their newlines. */
final class SampleLines implements Closeable {

  private static final int LONGEST = 64 << 20;
  private static final int BUFFER = 1 << 16;

  private final InputStream input;
  private final int longest;
  private long number;

  private SampleLines(InputStream input, int longest) {
    this.input = input;
    this.longest = longest;
  }

  /** One line; numbers count from 1. */
  static final class Line {
    private final long number;
    private final byte[] bytes;

    private Line(long number, byte[] bytes) {
      this.number = number;
      this.bytes = bytes;
    }

    long number() {
      return number;
    }

    byte[] bytes() {
      return bytes;
    }

    /** Whether it is empty or holds only what JSON takes for white space. */
    boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  static SampleLines open(Path file) throws IOException {
    return of(Files.newInputStream(file), LONGEST);
  }

  static SampleLines of(InputStream input, int longest) {
    return new SampleLines(new BufferedInputStream(input, BUFFER), longest);
  }

  /**
   * The next line; empty at the end of the file. A newline at the very end begins no further line.
   *
   * @throws IOException also if a line is longer than 64 MB
   */
  Optional<Line> next() throws IOException {
    int first = input.read();
    if (first < 0) {
      return Optional.empty();
    }
    number++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    for (int b = first; b >= 0 && b != '\n'; b = input.read()) {
      if (bytes.size() == longest) {
        throw new IOException("line " + number + " is longer than " + (longest >> 20) + " MB");
      }
      bytes.write(b);
    }
    return Optional.of(new Line(number, bytes.toByteArray()));
  }

  /** How many lines of the file are not blank. */
  static long countFilled(Path file) throws IOException {
    long count = 0;
    try (InputStream input = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      boolean filled = false;
      for (int b = input.read(); b >= 0; b = input.read()) {
        if (b == '\n') {
          count += filled ? 1 : 0;
          filled = false;
        } else if (b != ' ' && b != '\t' && b != '\r') {
          filled = true;
        }
      }
      return filled ? count + 1 : count;
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
