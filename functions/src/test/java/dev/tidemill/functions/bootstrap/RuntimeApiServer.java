package dev.tidemill.functions.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The service's side of the Runtime API: hands out events, collects answers. */
final class RuntimeApiServer implements AutoCloseable {
  static final String BASE = "/2018-06-01/runtime";

  record Answer(String path, Map<String, String> headers, String body) {}

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private int handedOut;
  private volatile int status = 202;

  RuntimeApiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(BASE, this::serve);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  Answer ask(String event) throws InterruptedException {
    events.add(event);
    return answer();
  }

  void give(String event) {
    events.add(event);
  }

  Answer answer() throws InterruptedException {
    Answer answer = answers.poll(20, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer within 20 s");
    }
    return answer;
  }

  /** What the answers of the function are answered with from now on. */
  void answerWith(int newStatus) {
    status = newStatus;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int answer = status;
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals(BASE + "/invocation/next")) {
      next(exchange);
      return;
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    answers.add(
        new Answer(
            path.substring(BASE.length()), headers, new String(body, StandardCharsets.UTF_8)));
    byte[] refusal = "{\"errorMessage\":\"refused\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer, refusal.length);
    exchange.getResponseBody().write(refusal);
    exchange.close();
  }

  private void next(HttpExchange exchange) throws IOException {
    byte[] event;
    try {
      event = events.take().getBytes(StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      exchange.close();
      return;
    }
    handedOut++;
    var headers = exchange.getResponseHeaders();
    headers.add("Lambda-Runtime-Aws-Request-Id", "request-" + handedOut);
    headers.add("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 30_000));
    headers.add("Lambda-Runtime-Invoked-Function-Arn", "arn:test");
    headers.add("Lambda-Runtime-Trace-Id", "Root=" + handedOut);
    headers.add("Lambda-Runtime-Invocation-Id", "invocation-" + handedOut);
    // Every second one in chunks, as any server may.
    exchange.sendResponseHeaders(200, handedOut % 2 == 0 ? 0 : event.length);
    exchange.getResponseBody().write(event);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
