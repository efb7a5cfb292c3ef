package dev.tidemill.runtime.history;

import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.InvocationError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One call of a function. A call that is tried again is several entries with one request id.
 *
 * @param origin {@code direct}, {@code async}, {@code schedule ID}, {@code url} or {@code redrive}
 * @param attempt from 1
 * @param took zero if no process took the event
 * @param errorType empty: it succeeded
 * @param log the file that holds what the function wrote meanwhile, in the bytes from {@code
 *     logFrom} to {@code logTo}
 */
public record InvocationEntry(
    Instant at,
    String requestId,
    String function,
    String origin,
    int attempt,
    Duration took,
    Optional<Duration> coldStart,
    Optional<String> errorType,
    Optional<String> errorMessage,
    Path log,
    long logFrom,
    long logTo)
    implements Entry {

  /** The entry of a call that has ended. */
  public static InvocationEntry of(
      Instant at, String function, String origin, int attempt, Invocation invocation) {
    return new InvocationEntry(
        at,
        invocation.requestId(),
        function,
        origin,
        attempt,
        invocation.took(),
        invocation.coldStart(),
        invocation.error().map(InvocationError::errorType),
        invocation.error().map(InvocationError::errorMessage),
        invocation.output().file(),
        invocation.output().from(),
        invocation.output().to());
  }
}
