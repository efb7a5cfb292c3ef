package dev.tidemill.functions.bootstrap;

import dev.tidemill.functions.bootstrap.HttpConnection.Response;
import java.io.ByteArrayInputStream;

/**
 * An event with what the Runtime API tells about it.
 *
 * @param deadlineMillis when the function is ended, in milliseconds since 1970
 * @param traceId null if the call is not traced
 * @param invocationId null unless the service sends it: to be sent back with the answer
 */
record Invocation(
    String requestId,
    long deadlineMillis,
    String functionArn,
    String traceId,
    String invocationId,
    ByteArrayInputStream event) {

  static Invocation of(Response next) {
    String deadline = next.header("Lambda-Runtime-Deadline-Ms");
    return new Invocation(
        next.header("Lambda-Runtime-Aws-Request-Id"),
        deadline == null ? Long.MAX_VALUE : Long.parseLong(deadline),
        next.header("Lambda-Runtime-Invoked-Function-Arn"),
        next.header("Lambda-Runtime-Trace-Id"),
        next.header("Lambda-Runtime-Invocation-Id"),
        next.body());
  }
}
