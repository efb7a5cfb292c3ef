package dev.tidemill.runtime.invoke;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An accepted invocation, as kept in the database; its request id is the id of its row.
 *
 * @param failures tries that the function answered with an error
 * @param refusals tries in a row for which the function is not to blame
 * @param record what the failure stream is to get; then the function is not called any more
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record AsyncCall(
    String function,
    byte[] event,
    String origin,
    Instant acceptedAt,
    int failures,
    int refusals,
    Optional<String> record) {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  int attempt() {
    return failures + 1;
  }

  AsyncCall failed() {
    return new AsyncCall(function, event, origin, acceptedAt, failures + 1, 0, record);
  }

  AsyncCall refused() {
    return new AsyncCall(function, event, origin, acceptedAt, failures, refusals + 1, record);
  }

  AsyncCall givenUp(String text) {
    return new AsyncCall(function, event, origin, acceptedAt, failures, 0, Optional.of(text));
  }

  /** One minute after the first failure, two after the second. */
  Duration waitAfterFailure() {
    return Duration.ofMinutes(failures);
  }

  /** 1 s, then twice as long each time, up to 5 min. */
  Duration waitAfterRefusal() {
    return refusals > 9 ? LONGEST_WAIT : Duration.ofSeconds(1L << (refusals - 1));
  }
}
