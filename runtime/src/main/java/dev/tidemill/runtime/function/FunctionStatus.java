package dev.tidemill.runtime.function;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A function as it stands, counted from the start of this process.
 *
 * @param function its id in the definition
 * @param processes the process ids of its instances
 * @param running calls that are being worked on
 * @param calls that have ended, with those that failed
 * @param failures of these, also those that were throttled
 * @param p95 of the last 1,000 calls that a process took up; empty if there was none
 * @param lastError type and message of the last failure
 * @param log the file that is being written
 */
public record FunctionStatus(
    String function,
    List<Long> processes,
    int running,
    long calls,
    long failures,
    Optional<Duration> p95,
    Optional<String> lastError,
    Path log) {

  public FunctionStatus {
    processes = List.copyOf(processes);
  }
}
