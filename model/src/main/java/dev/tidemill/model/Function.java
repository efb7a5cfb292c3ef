package dev.tidemill.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function: an AWS Lambda handler.
 *
 * @param handler a class, or {@code class::method}
 * @param code the jar that holds it, absolute
 * @param runtime AWS's identifier: {@code java17}
 * @param uses stores and streams by id, with what the function does to them
 * @param executionLog the stream that takes one record an invocation
 * @param environment by name; a value may hold secrets, so it is rendered late
 */
public record Function(
    String id,
    String handler,
    Path code,
    String runtime,
    DataSize memory,
    Duration timeout,
    Map<String, Access> uses,
    Optional<String> executionLog,
    Map<String, Template> environment,
    List<FunctionSamples> samples,
    Position handlerPosition,
    Position codePosition) {

  /** What a function may do to a store or a stream. */
  public enum Access {
    READ,
    WRITE,
    READ_WRITE
  }

  /**
   * Events to call the function with, one a line.
   *
   * @param file absolute
   */
  public record FunctionSamples(Path file, Expect expect, Position position) {}

  /** How each call must end. */
  public record Expect(Outcome outcome, Optional<String> errorType) {

    /** Whether an invocation that ended so is what was expected; empty type: it succeeded. */
    public boolean isMetBy(Optional<String> error) {
      return switch (outcome) {
        case SUCCESS -> error.isEmpty();
        case ERROR -> error.isPresent();
        case ERROR_OF_TYPE -> error.isPresent() && matches(error.get());
      };
    }

    private boolean matches(String type) {
      String wanted = errorType.orElseThrow();
      return type.equals(wanted) || type.endsWith("." + wanted) || type.endsWith("$" + wanted);
    }
  }

  /** The kinds of end that samples can ask for. */
  public enum Outcome {
    SUCCESS,
    ERROR,
    ERROR_OF_TYPE
  }
}
