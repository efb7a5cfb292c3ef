package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An event on its way through a process. */
final class Call {

  private final String requestId;
  private final byte[] event;
  private final Duration timeout;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private volatile long handedOutNanos;
  private volatile boolean handedOut;

  /**
   * How it ended.
   *
   * @param answer null if the process ended without one
   */
  record Outcome(RuntimeApi.Answer answer, long nanos) {}

  Call(String requestId, byte[] event, Duration timeout) {
    this.requestId = requestId;
    this.event = event;
    this.timeout = timeout;
  }

  /** The same call, for another process. */
  Call again() {
    return new Call(requestId, event, timeout);
  }

  String requestId() {
    return requestId;
  }

  byte[] event() {
    return event;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /** From now on its time runs. */
  void handOut() {
    handedOutNanos = System.nanoTime();
    handedOut = true;
  }

  boolean isHandedOut() {
    return handedOut;
  }

  long handedOutNanos() {
    return handedOutNanos;
  }

  /** Of the wall clock; what a handler may compute its remaining time from. */
  long deadlineMillis() {
    return System.currentTimeMillis() + timeout.toMillis();
  }

  void end(RuntimeApi.Answer answer) {
    outcome.complete(new Outcome(answer, System.nanoTime()));
  }

  /**
   * As X-Ray writes it: the time, the call, not sampled.
   *
   * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html">Tracing
   *     header</a>
   */
  String traceId() {
    String digits = UUID.nameUUIDFromBytes(requestId.getBytes(UTF_8)).toString().replace("-", "");
    return "Root=1-%08x-%s;Parent=%s;Sampled=0"
        .formatted(
            System.currentTimeMillis() / 1000, digits.substring(0, 24), digits.substring(16, 32));
  }
}
