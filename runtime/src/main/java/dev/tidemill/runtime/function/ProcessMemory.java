package dev.tidemill.runtime.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;

/** How much memory processes use, where the system tells it cheaply: Linux. */
final class ProcessMemory {

  private static final String PEAK = "VmHWM:";
  private static final String NOW = "VmRSS:";

  private ProcessMemory() {}

  /** Megabytes that it had at most; empty on other systems and when the process has ended. */
  static Optional<Long> peakMb(long pid) {
    return kilobytes(pid, PEAK).map(kilobytes -> kilobytes >> 10);
  }

  /** Bytes that it and all that it has started have now; 0 on other systems. */
  static long ofFamily(long pid) {
    LongStream descendants =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid);
    return LongStream.concat(LongStream.of(pid), descendants)
        .map(each -> kilobytes(each, NOW).orElse(0L) << 10)
        .sum();
  }

  private static Optional<Long> kilobytes(long pid, String name) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(name)) {
          String kilobytes = line.substring(name.length()).replace("kB", "").strip();
          return Optional.of(Long.parseLong(kilobytes));
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // As said.
    }
    return Optional.empty();
  }
}
