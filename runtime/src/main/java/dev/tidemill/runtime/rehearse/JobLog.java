package dev.tidemill.runtime.rehearse;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.runtime.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * What happened in the batches of a job, for {@code tidemill logs JOB}. Each entry begins with the
 * real time; its further lines are indented.
 */
final class JobLog {

  private final Path file;
  private final Clock clock;

  /** Its folder is made at the first entry. */
  JobLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * A batch that was committed to every target.
   *
   * @throws RehearsalException if the file cannot be written; this holds for failures, too
   */
  void batch(BatchReport report) {
    StringBuilder entry =
        new StringBuilder(report.catchUp() ? "CAUGHT UP with batch " : "BATCH ")
            .append(report.batch())
            .append(" from %s to %s".formatted(report.start(), report.end()))
            .append(" took %d ms%n".formatted(report.took().toMillis()));
    report.notices().forEach(notice -> entry.append("  ").append(notice).append('\n'));
    for (NodeCounts node : report.nodes()) {
      entry.append("  ").append(node.node()).append(':');
      count(entry, "in", node.in());
      count(entry, "out", node.out());
      count(entry, "dropped", node.dropped());
      count(entry, "nulled", node.nulled());
      count(entry, "dead", node.dead());
      entry.append('\n');
    }
    write(entry);
  }

  /** A batch that failed, with all that is known of the reason. */
  void failure(long batch, RuntimeException reason) {
    StringWriter trace = new StringWriter();
    reason.printStackTrace(new PrintWriter(trace));
    write(
        new StringBuilder("FAILED batch ")
            .append(batch)
            .append(": ")
            .append(OneLine.of(reason))
            .append('\n')
            .append(trace.toString().indent(2)));
  }

  private static void count(StringBuilder entry, String name, OptionalLong value) {
    value.ifPresent(count -> entry.append(' ').append(name).append(' ').append(count));
  }

  private void write(StringBuilder entry) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + entry,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new RehearsalException("Cannot write " + file + ": " + OneLine.of(e), e);
    }
  }
}
