package dev.tidemill.runtime.measure;

import dev.tidemill.model.Function;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What calls, messages, rows and batches of a pipeline were like, read from the files that it left
 * or leaves: nothing has to run.
 *
 * @param functions by id; only those that were called
 * @param streams by id; only those of our own broker that have messages
 * @param tables by id; only those that rows were written to
 * @param jobs by id; only those that committed batches
 */
public record Measurement(
    Map<String, Calls> functions,
    Map<String, Messages> streams,
    Map<String, Rows> tables,
    Map<String, Batches> jobs) {

  /**
   * Calls of a function whose reports are still kept.
   *
   * @param mean time that Lambda would bill
   * @param memoryMb the most that one used; empty where this machine does not tell
   */
  public record Calls(long calls, Duration mean, OptionalLong memoryMb) {}

  /** Messages that a topic still holds; bytes as the broker keeps them. */
  public record Messages(long messages, long bytes) {}

  /** Rows that were added to a table, with the bytes of their files. */
  public record Rows(long rows, long bytes) {}

  /**
   * Batches of a job whose log is still kept.
   *
   * @param took all of them together
   * @param runs that succeeded, 1 at least
   */
  public record Batches(long batches, Duration took, long runs) {}

  /**
   * Reads a folder.
   *
   * @param since what happened before is left out; empty: everything
   * @throws IOException if a file cannot be read
   */
  public static Measurement of(DataFolder data, Pipeline pipeline, Optional<Instant> since)
      throws IOException {
    Map<String, Calls> functions = new LinkedHashMap<>();
    for (Function function : pipeline.functions().values()) {
      CallReports.of(data, function.id(), since)
          .ifPresent(calls -> functions.put(function.id(), calls));
    }
    Map<String, Messages> streams = new LinkedHashMap<>();
    for (Stream stream : pipeline.streams().values()) {
      TopicFiles.of(data, stream.topic(), since)
          .ifPresent(messages -> streams.put(stream.id(), messages));
    }
    Map<String, Rows> tables = new LinkedHashMap<>();
    for (String table : pipeline.tables().keySet()) {
      TableFiles.of(data, table, since).ifPresent(rows -> tables.put(table, rows));
    }
    Map<String, Batches> jobs = new LinkedHashMap<>();
    for (String job : pipeline.jobs().keySet()) {
      BatchReports.of(data, job, since).ifPresent(batches -> jobs.put(job, batches));
    }
    return new Measurement(functions, streams, tables, jobs);
  }

  /** Whether nothing was called, sent or written. */
  public boolean isEmpty() {
    return functions.isEmpty() && streams.isEmpty() && tables.isEmpty() && jobs.isEmpty();
  }
}
