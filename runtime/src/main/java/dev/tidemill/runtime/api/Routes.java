package dev.tidemill.runtime.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.engine.QueryResult;
import dev.tidemill.runtime.api.OperationException.Why;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** What the API answers; {@code openapi.yaml} describes each route. */
final class Routes {

  /** Headers of the answer to a call of a function. */
  static final String REQUEST_ID = "Tidemill-Request-Id";

  static final String ERROR_TYPE = "Tidemill-Error-Type";
  static final String TOOK = "Tidemill-Milliseconds";
  static final String COLD_START = "Tidemill-Cold-Start-Milliseconds";
  static final String MEMORY = "Tidemill-Memory-MB";
  static final String MEMORY_LIMIT = "Tidemill-Memory-Limit-MB";

  static final String ROWS = "application/x-ndjson";
  private static final String JSON = "application/json";
  private static final int MOST_TIMES = 1000;
  private static final int MOST_RUNS = 10_000;
  private static final int RUNS = 20;

  /** Each holds a thread, and is only missed when there is a line to write. */
  private static final int MOST_FOLLOWERS = 16;

  private final Operations operations;
  private final UrlRoute urls;
  private final Supplier<String> metrics;
  private final Semaphore followers = new Semaphore(MOST_FOLLOWERS);

  Routes(Operations operations, UrlRoute urls, Supplier<String> metrics) {
    this.operations = operations;
    this.urls = urls;
    this.metrics = metrics;
  }

  /**
   * A way in.
   *
   * @param path with parameters in braces, as Javalin and OpenAPI both write them
   */
  record Route(HandlerType method, String path, Handler handler) {}

  /** In the order in which they are tried. */
  List<Route> all() {
    List<Route> all = new ArrayList<>(own());
    for (HandlerType method : UrlRoute.METHODS) {
      all.add(new Route(method, "/functions/{id}", urls::handle));
      all.add(new Route(method, "/functions/{id}/<path>", urls::handle));
    }
    return all;
  }

  private List<Route> own() {
    return List.of(
        get("/health", this::health),
        get("/openapi.yaml", Routes::description),
        get("/metrics", c -> c.contentType("text/plain; version=0.0.4").result(metrics.get())),
        get("/status", c -> json(c, operations.status())),
        get("/schedules", c -> json(c, operations.schedules(number(c, "next", 5, MOST_TIMES)))),
        get("/functions/{id}/log", c -> log(c, operations.functionLog(id(c)))),
        post("/functions/{id}/invocations", this::invoke),
        get("/jobs/{id}/log", c -> log(c, operations.jobLog(id(c)))),
        get(
            "/jobs/{id}/runs",
            c -> json(c, operations.runs(id(c), number(c, "limit", RUNS, MOST_RUNS)))),
        post("/jobs/{id}/start", this::startJob),
        post("/jobs/{id}/stop", this::stopJob),
        post("/query", this::query),
        post("/redrive", this::redrive));
  }

  private void health(Context c) throws IOException {
    Status status = operations.status();
    List<Status.Part> away =
        status.parts().stream().filter(part -> part.state() != Status.PartState.UP).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", away.isEmpty() ? "up" : "not up");
    answer.put(
        "parts",
        away.stream().map(part -> new NotUp(part.name(), part.state(), part.detail())).toList());
    c.status(away.isEmpty() ? 200 : Why.UNAVAILABLE.status());
    json(c, answer);
  }

  /** What {@code /health} tells to whoever asks: no address, no process. */
  private record NotUp(String name, Status.PartState state, String detail) {}

  private static void description(Context c) throws IOException {
    c.contentType("application/yaml");
    try (InputStream text = Routes.class.getResourceAsStream("openapi.yaml")) {
      c.result(text.readAllBytes());
    }
  }

  private void invoke(Context c) throws IOException, InterruptedException {
    byte[] event = Requests.event(c);
    if (Requests.flag(c, "async")) {
      c.status(202);
      json(c, Map.of("requestId", operations.accept(id(c), event)));
      return;
    }
    Answer answer = operations.invoke(id(c), event);
    c.header(REQUEST_ID, answer.requestId());
    c.header(TOOK, Double.toString(ApiJson.milliseconds(answer.took())));
    answer
        .coldStart()
        .ifPresent(took -> c.header(COLD_START, Double.toString(ApiJson.milliseconds(took))));
    answer.memoryMegabytes().ifPresent(mb -> c.header(MEMORY, Integer.toString(mb)));
    c.header(MEMORY_LIMIT, Integer.toString(answer.memoryLimitMegabytes()));
    answer.errorType().ifPresent(type -> c.header(ERROR_TYPE, type));
    c.contentType(JSON).result(answer.body().getBytes(UTF_8));
  }

  private void startJob(Context c) throws IOException, InterruptedException {
    JobStart start = Requests.json(c, JobStart.class, Optional.of(JobStart.PLAIN));
    int ways =
        (start.adopt().isPresent() ? 1 : 0) + (start.redo() ? 1 : 0) + (start.goOn() ? 1 : 0);
    if (ways > 1) {
      throw Requests.wrong("two-ways", "adopt, redo, goOn: choose one");
    }
    json(c, Map.of("runId", operations.startJob(id(c), start)));
  }

  private void stopJob(Context c) throws InterruptedException {
    operations.stopJob(id(c), Requests.flag(c, "wait"));
    c.status(204);
  }

  private record Question(String sql, int limit) {}

  /**
   * The columns, then a line a row, then how many there are in all (-1: more than were asked for).
   */
  private void query(Context c) throws IOException {
    Question question = Requests.json(c, Question.class, Optional.empty());
    if (question.sql() == null || question.limit() < 0) {
      throw Requests.wrong("bad-json", "the body is {\"sql\": \"SELECT …\", \"limit\": 100}");
    }
    QueryResult result = operations.query(question.sql(), question.limit());
    c.contentType(ROWS);
    OutputStream out = c.outputStream();
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("columns", result.columns());
    head.put("types", result.types());
    line(out, head);
    for (List<Object> row : result.rows()) {
      line(out, Map.of("row", row));
    }
    line(out, Map.of("rows", result.totalOrMinusOne()));
  }

  private static void line(OutputStream out, Object value) throws IOException {
    out.write(ApiJson.MAPPER.writeValueAsBytes(value));
    out.write('\n');
  }

  private record Redrive(DeadLetterKind kind, String name, List<String> ids) {}

  private void redrive(Context c) throws IOException, InterruptedException {
    Redrive which = Requests.json(c, Redrive.class, Optional.empty());
    if (which.kind() == null || which.name() == null) {
      throw Requests.wrong("bad-json", "the body is {\"kind\": \"stream\", \"name\": \"ID\"}");
    }
    List<String> ids = Optional.ofNullable(which.ids()).orElse(List.of());
    json(c, operations.redrive(which.kind(), which.name(), ids));
  }

  private void log(Context c, Path file) throws IOException, InterruptedException {
    var since = Requests.instant(c, "since");
    c.contentType("text/plain; charset=utf-8");
    OutputStream out = c.outputStream();
    boolean follow = Requests.flag(c, "follow");
    LogLines lines =
        new LogLines(
            file,
            since,
            line -> {
              out.write((line + "\n").getBytes(UTF_8));
              if (follow) {
                c.res().flushBuffer();
              }
              return true;
            });
    if (follow) {
      follow(lines, c);
    } else {
      lines.read();
    }
  }

  private void follow(LogLines lines, Context c) throws IOException, InterruptedException {
    if (!followers.tryAcquire()) {
      throw new OperationException(
          Why.THROTTLED, "too-many-readers", MOST_FOLLOWERS + " logs are followed already");
    }
    try {
      c.res().flushBuffer();
      lines.follow();
    } finally {
      followers.release();
    }
  }

  private static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  private static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, handler);
  }

  private static int number(Context c, String name, int absent, int most) {
    return Requests.number(c, name, absent, most);
  }

  private static String id(Context c) {
    return c.pathParam("id");
  }

  private static void json(Context c, Object value) throws IOException {
    c.contentType(JSON).result(ApiJson.MAPPER.writeValueAsBytes(value));
  }
}
