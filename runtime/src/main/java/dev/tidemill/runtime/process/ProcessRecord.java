package dev.tidemill.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A process that was started, as it is kept in a file: {@code PID START}. A process that has the
 * pid but not the start time is a stranger, since systems give pids again.
 */
record ProcessRecord(long pid, Instant start) {

  /** Systems tell a start time from the boot time and ticks of their clock. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  static ProcessRecord of(ProcessHandle process) {
    return new ProcessRecord(process.pid(), started(process));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, pid + " " + start + "\n");
  }

  /** Empty where the file is not one that we have written whole. */
  static Optional<ProcessRecord> read(Path file) throws IOException {
    String[] words = Files.readString(file).strip().split(" ", -1);
    try {
      return words.length == 2
          ? Optional.of(new ProcessRecord(Long.parseLong(words[0]), Instant.parse(words[1])))
          : Optional.empty();
    } catch (NumberFormatException | DateTimeParseException broken) {
      return Optional.empty();
    }
  }

  /** The process, if it still runs. */
  Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> distance(started(process)).compareTo(TOLERANCE) <= 0);
  }

  private Duration distance(Instant other) {
    return Duration.between(start, other).abs();
  }

  private static Instant started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
