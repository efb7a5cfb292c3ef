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
 * What the calls and the messages of a pipeline were like, read from the files that it left or
 * leaves: nothing has to run.
 *
 * @param functions by id; only those that were called
 * @param streams by id; only those of our own broker that have messages
 */
public record Measurement(Map<String, Calls> functions, Map<String, Messages> streams) {

  /**
   * Calls of a function whose reports are still kept.
   *
   * @param mean time that Lambda would bill
   * @param memoryMb the most that one used; empty where this machine does not tell
   */
  public record Calls(long calls, Duration mean, OptionalLong memoryMb) {}

  /** Messages that a topic still holds; bytes as the broker keeps them. */
  public record Messages(long messages, long bytes) {}

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
    return new Measurement(functions, streams);
  }

  /** Whether nothing was called and nothing sent. */
  public boolean isEmpty() {
    return functions.isEmpty() && streams.isEmpty();
  }
}
