package dev.tidemill.runtime.function;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One call of a function, ended. Either {@code result} or {@code error} is there.
 *
 * @param result what the handler returned, JSON in UTF-8
 * @param took from handing out the event to its answer; zero if no process took the event
 * @param coldStart from starting the process to its first question for an event, if this call
 *     started one that came so far
 * @param memoryMb what its process had in memory at most until then, in megabytes; empty where the
 *     system does not tell, or the process has ended
 * @param output what the function wrote meanwhile
 */
public record Invocation(
    String requestId,
    Optional<byte[]> result,
    Optional<InvocationError> error,
    Duration took,
    Optional<Duration> coldStart,
    Optional<Long> memoryMb,
    Output output) {

  /** Whether the handler returned. */
  public boolean succeeded() {
    return error.isEmpty();
  }

  /** The part of a file, in bytes, that belongs to the call: START, what was written, REPORT. */
  public record Output(Path file, long from, long to) {}
}
