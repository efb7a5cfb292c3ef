package dev.tidemill.functions.bootstrap;

import dev.tidemill.functions.bootstrap.HttpConnection.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The four calls of the Lambda Runtime API, version 2018-06-01. */
final class RuntimeApi {
  private static final String BASE = "/2018-06-01/runtime/";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String INVOCATION_ID = "Lambda-Runtime-Invocation-Id";

  private final HttpConnection connection;

  /**
   * @param address {@code host:port}, as in {@code AWS_LAMBDA_RUNTIME_API}
   */
  RuntimeApi(String address) {
    this.connection = new HttpConnection(address);
  }

  /** Waits, without end, for the next event. */
  Invocation next() throws IOException {
    Response response = connection.exchange("GET", BASE + "invocation/next", Map.of(), null);
    if (response.status() != 200) {
      throw refused("invocation/next", response);
    }
    return Invocation.of(response);
  }

  void succeed(Invocation invocation, byte[] result) throws IOException {
    Map<String, String> headers = headers(invocation, "application/json");
    post("invocation/" + invocation.requestId() + "/response", headers, result);
  }

  void fail(Invocation invocation, FunctionError error) throws IOException {
    Map<String, String> headers = headers(invocation, "application/vnd.aws.lambda.error+json");
    headers.put(ERROR_TYPE, error.category());
    post("invocation/" + invocation.requestId() + "/error", headers, body(error));
  }

  /** Says that the function cannot start; the process is expected to end. */
  void failInit(FunctionError error) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/vnd.aws.lambda.error+json");
    headers.put(ERROR_TYPE, error.category());
    post("init/error", headers, body(error));
  }

  private static byte[] body(FunctionError error) {
    return error.toJson().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> headers(Invocation invocation, String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    if (invocation.invocationId() != null) {
      headers.put(INVOCATION_ID, invocation.invocationId());
    }
    return headers;
  }

  /**
   * 413, a result that is too large, is told to the caller by the service itself; the same with an
   * invocation that is over by now.
   */
  private void post(String path, Map<String, String> headers, byte[] body) throws IOException {
    Response response = connection.exchange("POST", BASE + path, headers, body);
    if (response.status() >= 500) {
      throw refused(path, response);
    }
    if (response.status() >= 300) {
      System.err.println(refused(path, response).getMessage());
    }
  }

  private static IOException refused(String path, Response response) {
    String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new IOException(
        "The Runtime API answered %s: %d %s".formatted(path, response.status(), text));
  }
}
