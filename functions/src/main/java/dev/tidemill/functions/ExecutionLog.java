package dev.tidemill.functions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the execution records of a function; a function without a log has none to write to. */
final class ExecutionLog {
  private final StreamClient stream;
  private final String function;
  private final Clock clock;

  private ExecutionLog(StreamClient stream, String function, Clock clock) {
    this.stream = stream;
    this.function = function;
    this.clock = clock;
  }

  static ExecutionLog of(Map<String, String> environment, Deliveries deliveries, Clock clock) {
    String id = environment.get("TIDEMILL_EXECUTION_LOG");
    StreamClient stream = id == null ? null : StreamClient.named(id, environment, deliveries);
    String function = environment.get("TIDEMILL_FUNCTION");
    Duration offset = offset(environment.get("TIDEMILL_CLOCK_OFFSET"));
    return new ExecutionLog(
        stream,
        function == null ? environment.get("AWS_LAMBDA_FUNCTION_NAME") : function,
        Clock.offset(clock, offset));
  }

  private static Duration offset(String millis) {
    try {
      return millis == null ? Duration.ZERO : Duration.ofMillis(Long.parseLong(millis.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "Invalid TIDEMILL_CLOCK_OFFSET: '" + millis + "', expected milliseconds", e);
    }
  }

  Entry begin(String requestId, boolean cold) {
    return new Entry(requestId, cold, clock.instant(), System.nanoTime(), ExecutionRecord.begin());
  }

  /** The log's line of the running invocation. */
  final class Entry {
    private final String requestId;
    private final boolean cold;
    private final Instant startedAt;
    private final long startedNanos;
    private final ExecutionRecord record;

    private Entry(
        String requestId,
        boolean cold,
        Instant startedAt,
        long startedNanos,
        ExecutionRecord record) {
      this.requestId = requestId;
      this.cold = cold;
      this.startedAt = startedAt;
      this.startedNanos = startedNanos;
      this.record = record;
    }

    void succeeded() {
      write("OK", null);
    }

    void failed(Throwable thrown) {
      write("ERROR", thrown.getClass().getName());
    }

    private void write(String status, String errorType) {
      if (stream == null) {
        return;
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("functionName", function);
      line.put("requestId", requestId);
      line.put("executionTime", Duration.ofNanos(System.nanoTime() - startedNanos).toMillis());
      line.put("startedAt", startedAt.truncatedTo(ChronoUnit.MILLIS).toString());
      line.put("status", status);
      line.put("coldStart", cold);
      line.put("errorType", errorType);
      line.putAll(record.additions());
      stream.send(line);
    }
  }
}
