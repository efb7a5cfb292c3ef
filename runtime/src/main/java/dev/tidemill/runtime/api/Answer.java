package dev.tidemill.runtime.api;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of a synchronous call of a function.
 *
 * @param body what the handler returned, or Lambda's error object: JSON
 * @param errorType empty if the handler returned
 * @param took from handing out the event to its answer
 * @param coldStart from starting a process to its first question for an event, if this call did
 * @param memoryMegabytes the most that its process has taken up to now, where the system tells
 * @param memoryLimitMegabytes the function's {@code memory}
 */
public record Answer(
    String requestId,
    String body,
    Optional<String> errorType,
    Duration took,
    Optional<Duration> coldStart,
    OptionalInt memoryMegabytes,
    int memoryLimitMegabytes) {

  /** Whether the handler returned. */
  public boolean succeeded() {
    return errorType.isEmpty();
  }
}
