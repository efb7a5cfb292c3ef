package dev.tidemill.runtime.job;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * What happened in the batches of a job, for {@code tidemill logs JOB}. Each entry begins with the
 * real time; its further lines are indented.
 */
public final class JobLog {

  /** A larger file is put aside, and replaces the last such. */
  private static final long MAX_BYTES = 16L << 20;

  private final Path file;
  private final Clock clock;

  /** Its folder is made at the first entry. */
  public JobLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * A batch that was committed to every target.
   *
   * @throws WorldException if the file cannot be written; this holds for failures, too
   */
  public void batch(BatchReport report) {
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

  /** Something that failed, with all that is known of the reason. */
  public void failure(String what, RuntimeException reason) {
    StringWriter trace = new StringWriter();
    reason.printStackTrace(new PrintWriter(trace));
    write(
        new StringBuilder("FAILED %s: %s%n".formatted(what, OneLine.of(reason)))
            .append(trace.toString().indent(2)));
  }

  /** Anything else. */
  void line(String text) {
    write(new StringBuilder(text).append('\n'));
  }

  private static void count(StringBuilder entry, String name, OptionalLong value) {
    value.ifPresent(count -> entry.append(' ').append(name).append(' ').append(count));
  }

  private void write(StringBuilder entry) {
    try {
      Files.createDirectories(file.getParent());
      if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
        Path aside = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(
          file,
          clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + entry,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new WorldException("Cannot write " + file + ": " + OneLine.of(e), e);
    }
  }
}
