package dev.tidemill.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function: an AWS Lambda handler.
 *
 * @param handler a class, or {@code class::method}; in other languages what their runtime takes
 * @param code the jar, file or folder that holds it, absolute
 * @param runtime AWS's identifier: {@code java17}
 * @param command starts, here, a process that speaks the Lambda Runtime API; empty: our own for
 *     Java
 * @param concurrency how many instances at most; empty: as many as there are cores
 * @param uses stores and streams by id, with what the function does to them
 * @param executionLog the stream that takes one record an invocation
 * @param environment by name; a value may hold secrets, so it is rendered late
 * @param onFailure the stream that takes asynchronous calls which failed for good
 */
public record Function(
    String id,
    String handler,
    Path code,
    String runtime,
    Optional<String> command,
    DataSize memory,
    Duration timeout,
    OptionalInt concurrency,
    Map<String, Access> uses,
    Optional<String> executionLog,
    Map<String, Template> environment,
    Optional<FunctionUrl> url,
    AsyncRetry retry,
    Optional<String> onFailure,
    FunctionAws aws,
    List<FunctionSamples> samples,
    Position handlerPosition,
    Position codePosition) {

  /** The same with other memory and other settings of AWS. */
  public Function with(DataSize memory, FunctionAws aws) {
    return new Function(
        id,
        handler,
        code,
        runtime,
        command,
        memory,
        timeout,
        concurrency,
        uses,
        executionLog,
        environment,
        url,
        retry,
        onFailure,
        aws,
        samples,
        handlerPosition,
        codePosition);
  }

  /** Whether it is written in Java, so that our own bootstrap can run it. */
  public boolean isJava() {
    return runtime.startsWith("java");
  }

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
  public record FunctionSamples(Path file, Expect expect, As as, Position position) {}

  /** How a line becomes an event. */
  public enum As {
    /** As it is. */
    EVENT,
    /** As the body of an HTTP request to the function's URL. */
    URL
  }

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
