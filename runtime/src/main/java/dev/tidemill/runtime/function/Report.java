package dev.tidemill.runtime.function;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The line that Lambda writes after each invocation.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-logging.html">Log and monitor
 *     Java Lambda functions</a>
 */
final class Report {

  static final String BEGIN = "REPORT RequestId: ";

  private Report() {}

  static String line(
      String requestId,
      Duration took,
      long memoryMb,
      Optional<Long> peakMb,
      Optional<Duration> init) {
    StringBuilder line = new StringBuilder(BEGIN).append(requestId);
    line.append("\tDuration: ").append(millis(took)).append(" ms");
    line.append("\tBilled Duration: ").append(billed(took)).append(" ms");
    line.append("\tMemory Size: ").append(memoryMb).append(" MB");
    peakMb.ifPresent(peak -> line.append("\tMax Memory Used: ").append(peak).append(" MB"));
    init.ifPresent(time -> line.append("\tInit Duration: ").append(millis(time)).append(" ms"));
    return line.toString();
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e6);
  }

  /** Whole milliseconds, begun ones counted. */
  private static long billed(Duration time) {
    return (time.toNanos() + 999_999) / 1_000_000;
  }
}
