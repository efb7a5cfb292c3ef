package dev.tidemill.runtime.function;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A line of ours among a function's output. */
final class LogLine {

  private LogLine() {}

  /** With the time before it as CloudWatch shows it, and a line's end. */
  static String of(String text) {
    return "%s %s%n".formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), text);
  }
}
