package dev.tidemill.runtime.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory this process held at most. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** Megabytes, or 0 where the system does not say. */
  static long peakMegabytes() {
    try {
      return peakMegabytes(Files.readAllLines(STATUS));
    } catch (IOException notLinux) {
      return 0;
    }
  }

  static long peakMegabytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty())
        .mapToLong(digits -> Long.parseLong(digits) / 1024)
        .findFirst()
        .orElse(0);
  }
}
