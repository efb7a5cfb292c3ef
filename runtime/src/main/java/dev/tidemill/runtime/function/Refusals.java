package dev.tidemill.runtime.function;

import dev.tidemill.runtime.function.Invocation.Output;
import dev.tidemill.runtime.function.InvocationError.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls that no process takes up, in the words of <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke's errors</a>.
 */
final class Refusals {

  private Refusals() {}

  /** As many as may be are running. Not logged: it must cost nothing. */
  static Invocation throttled(String requestId, Limit limit, FunctionLog log) {
    String message = "Rate Exceeded: concurrency is %d".formatted(limit.most());
    return of(
        requestId,
        InvocationError.of(Kind.THROTTLED, "TooManyRequestsException", message),
        nothing(log.file()));
  }

  static Invocation tooLarge(String requestId, int bytes, FunctionLog log) {
    String message =
        "The event has %,d bytes, a function takes at most %,d"
            .formatted(bytes, Functions.MAX_PAYLOAD_BYTES);
    return logged(
        requestId, InvocationError.of(Kind.NOT_STARTED, "RequestTooLargeException", message), log);
  }

  /** There is no such function, or not any more. */
  static Invocation unknown(String requestId, String function, Path log) {
    return of(
        requestId,
        InvocationError.of(
            Kind.NOT_STARTED, "ResourceNotFoundException", "Function not found: " + function),
        nothing(log));
  }

  /** Nothing is taken any more. */
  static Invocation ending(String requestId, Path log) {
    return of(
        requestId,
        InvocationError.of(Kind.NOT_STARTED, "ServiceException", "The pipeline is stopping"),
        nothing(log));
  }

  static Invocation logged(String requestId, InvocationError error, FunctionLog log) {
    return of(
        requestId,
        error,
        log.say(
            "START RequestId: " + requestId + " Version: $LATEST",
            error.errorType() + " " + error.errorMessage(),
            "END RequestId: " + requestId));
  }

  private static Output nothing(Path log) {
    return new Output(log, 0, 0);
  }

  private static Invocation of(String requestId, InvocationError error, Output output) {
    return new Invocation(
        requestId,
        Optional.empty(),
        Optional.of(error),
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        output);
  }
}
