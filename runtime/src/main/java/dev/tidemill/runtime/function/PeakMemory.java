package dev.tidemill.runtime.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How much memory a process has used at most, where the system tells it cheaply: Linux. */
final class PeakMemory {

  private static final String PEAK = "VmHWM:";

  private PeakMemory() {}

  /** Megabytes; empty on other systems and when the process has ended. */
  static Optional<Long> of(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(PEAK)) {
          String kilobytes = line.substring(PEAK.length()).replace("kB", "").strip();
          return Optional.of(Long.parseLong(kilobytes) >> 10);
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // As said.
    }
    return Optional.empty();
  }
}
