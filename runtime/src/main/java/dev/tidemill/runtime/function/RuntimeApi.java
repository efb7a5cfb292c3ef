package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.runtime.function.HttpConnection.Request;
import dev.tidemill.runtime.process.WorldException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Lambda Runtime API of one process, version 2018-06-01, on a free port of 127.0.0.1: a
 * variable without a path tells the process where it is, so each has a port of its own.
 */
final class RuntimeApi implements Closeable {

  private static final String BASE = "/2018-06-01/runtime/";
  private static final String INVOCATION = BASE + "invocation/";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** What the process asks and tells. */
  interface Calls {
    /** Blocks until there is an event; null when there will be none. */
    Call next() throws InterruptedException;

    /** Whether the call is the one that runs now; if so, its answer is taken. */
    boolean answered(String requestId, Answer answer);

    /** Whether the process was still starting. */
    boolean initFailed(Answer answer);
  }

  /**
   * What a process posted.
   *
   * @param failed whether it is an error
   * @param body its first bytes, up to one more than a result may have
   * @param length of all of it
   */
  // Passed on once and never compared: equality does not matter.
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(boolean failed, String errorType, byte[] body, long length) {}

  private final Calls calls;
  private final String functionArn;
  private final ServerSocket server;
  private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();

  RuntimeApi(String function, String functionArn, Calls calls) {
    this.calls = calls;
    this.functionArn = functionArn;
    try {
      this.server = new ServerSocket(0, 8, InetAddress.getByAddress(LOOPBACK));
    } catch (IOException failure) {
      throw new WorldException(
          "No port for the Runtime API of %s: %s".formatted(function, failure.getMessage()),
          failure);
    }
    thread("runtime-api-" + function, this::accept).start();
  }

  /** {@code HOST:PORT}. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() {
    quietly(server);
    connections.forEach(
        (socket, thread) -> {
          thread.interrupt();
          quietly(socket);
        });
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread =
            thread(Thread.currentThread().getName() + "-" + socket.getPort(), () -> serve(socket));
        connections.put(socket, thread);
        thread.start();
      } catch (IOException closed) {
        // Or the client is gone already: either way the next one, if any, comes.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      HttpConnection connection = new HttpConnection(socket, Functions.MAX_PAYLOAD_BYTES + 1);
      Request request = connection.read();
      while (request != null) {
        answer(connection, request);
        request = request.lastOne() ? null : connection.read();
      }
    } catch (IOException gone) {
      // The process has ended, or does not speak HTTP: its host sees that it does not answer.
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  private void answer(HttpConnection connection, Request request)
      throws IOException, InterruptedException {
    String path = request.path();
    boolean post = request.method().equals("POST");
    if (request.method().equals("GET") && path.equals(INVOCATION + "next")) {
      handOut(connection);
    } else if (post && path.equals(BASE + "init/error")) {
      accepted(connection, calls.initFailed(answer(request, true)));
    } else if (post && path.startsWith(INVOCATION) && path.endsWith("/error")) {
      accepted(connection, calls.answered(id(path), answer(request, true)));
    } else if (post && path.startsWith(INVOCATION) && path.endsWith("/response")) {
      boolean taken = calls.answered(id(path), answer(request, false));
      if (taken && request.bodyBytes() > Functions.MAX_PAYLOAD_BYTES) {
        String message =
            "Exceeded maximum allowed payload size (%d bytes)."
                .formatted(Functions.MAX_PAYLOAD_BYTES);
        refuse(connection, 413, "Payload Too Large", "RequestEntityTooLarge", message);
      } else {
        accepted(connection, taken);
      }
    } else {
      refuse(connection, 404, "Not Found", "NotFound", "no such call: " + path);
    }
  }

  private void handOut(HttpConnection connection) throws IOException, InterruptedException {
    Call call = calls.next();
    if (call == null) {
      refuse(connection, 500, "Internal Server Error", "Ended", "the function is ending");
      return;
    }
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Lambda-Runtime-Aws-Request-Id", call.requestId());
    headers.put("Lambda-Runtime-Deadline-Ms", String.valueOf(call.deadlineMillis()));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.put("Lambda-Runtime-Trace-Id", call.traceId());
    connection.write(200, "OK", headers, call.event());
  }

  private static Answer answer(Request request, boolean failed) {
    return new Answer(
        failed,
        request.header("Lambda-Runtime-Function-Error-Type"),
        request.body(),
        request.bodyBytes());
  }

  private static String id(String path) {
    return path.substring(INVOCATION.length(), path.lastIndexOf('/'));
  }

  private static void accepted(HttpConnection connection, boolean taken) throws IOException {
    if (taken) {
      Map<String, String> headers = Map.of("Content-Type", "application/json");
      connection.write(202, "Accepted", headers, "{\"status\":\"OK\"}\n".getBytes(UTF_8));
    } else {
      refuse(connection, 400, "Bad Request", "InvalidRequestID", "Invalid request ID");
    }
  }

  private static void refuse(
      HttpConnection connection, int status, String reason, String type, String message)
      throws IOException {
    String body = "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}\n".formatted(message, type);
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    connection.write(status, reason, headers, body.getBytes(UTF_8));
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException ignored) {
      // Nothing is lost with it.
    }
  }
}
