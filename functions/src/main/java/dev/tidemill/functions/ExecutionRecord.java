package dev.tidemill.functions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The record of one invocation, sent to the stream that the function names as {@code executionLog}:
 * {@code functionName}, {@code requestId}, {@code executionTime} in milliseconds, {@code
 * startedAt}, {@code status} ({@code OK} or {@code ERROR}), {@code coldStart}, {@code errorType}
 * (the class name that Lambda reports), and what the handler adds.
 */
public final class ExecutionRecord {
  private static final Set<String> OWN =
      Set.of(
          "functionName",
          "requestId",
          "executionTime",
          "startedAt",
          "status",
          "coldStart",
          "errorType");

  private static final ThreadLocal<ExecutionRecord> CURRENT = new ThreadLocal<>();

  private final Map<String, Object> additions = new LinkedHashMap<>();

  ExecutionRecord() {}

  /**
   * The record of the invocation that runs on this thread. On another thread, outside an invocation
   * and in a function without {@code executionLog} it takes everything and is dropped.
   */
  public static ExecutionRecord current() {
    ExecutionRecord current = CURRENT.get();
    return current == null ? new ExecutionRecord() : current;
  }

  /**
   * Adds a member to the record, or replaces one that was added.
   *
   * @param value what {@link StreamClient#send(Object)} takes as a member of an event; it is
   *     written when the invocation ends
   * @throws IllegalArgumentException if the name is one that Tidemill fills in
   */
  public ExecutionRecord put(String name, Object value) {
    Objects.requireNonNull(name, "The name of an execution record's member is null");
    if (OWN.contains(name)) {
      throw new IllegalArgumentException(
          "Tidemill fills in '" + name + "' of an execution record: choose another name");
    }
    additions.put(name, value);
    return this;
  }

  Map<String, Object> additions() {
    return additions;
  }

  static ExecutionRecord begin() {
    ExecutionRecord record = new ExecutionRecord();
    CURRENT.set(record);
    return record;
  }

  static void end() {
    CURRENT.remove();
  }
}
