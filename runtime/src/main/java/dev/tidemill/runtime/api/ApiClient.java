package dev.tidemill.runtime.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.runtime.api.OperationException.Why;
import dev.tidemill.runtime.function.url.UrlRequest;
import dev.tidemill.runtime.function.url.UrlResponse;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A running pipeline in another process, over its API.
 *
 * <p>Calls throw {@link WorldException} if it does not answer any more.
 */
public final class ApiClient implements Operations {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** For what is answered at once, by a process that may be suspended or starved. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Endpoint endpoint;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /** Reaches nothing yet. */
  public ApiClient(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Status status() {
    return read(get("/status"), new TypeReference<>() {});
  }

  @Override
  public List<ScheduleTimes> schedules(int next) {
    return read(get("/schedules?next=" + next), new TypeReference<>() {});
  }

  @Override
  public Answer invoke(String function, byte[] event) throws InterruptedException {
    HttpResponse<InputStream> answer =
        send(post("/functions/" + id(function) + "/invocations", event));
    return new Answer(
        header(answer, Routes.REQUEST_ID).orElse(""),
        new String(bytes(answer), UTF_8),
        header(answer, Routes.ERROR_TYPE),
        header(answer, Routes.TOOK).map(ApiClient::duration).orElse(Duration.ZERO),
        header(answer, Routes.COLD_START).map(ApiClient::duration),
        header(answer, Routes.MEMORY)
            .map(text -> OptionalInt.of(Integer.parseInt(text)))
            .orElse(OptionalInt.empty()),
        header(answer, Routes.MEMORY_LIMIT).map(Integer::parseInt).orElse(0));
  }

  @Override
  public String accept(String function, byte[] event) {
    HttpRequest.Builder request =
        post("/functions/" + id(function) + "/invocations?async", event).timeout(PATIENCE);
    return read(uninterrupted(request), new TypeReference<Map<String, String>>() {})
        .get("requestId");
  }

  @Override
  public QueryResult query(String sql, int limit) {
    HttpRequest.Builder request = post("/query", json("sql", sql, "limit", limit));
    try (InputStream lines = uninterrupted(request).body()) {
      return RowLines.read(lines);
    } catch (IOException broken) {
      throw gone(broken);
    }
  }

  @Override
  public Path functionLog(String function) {
    return status().functions().stream()
        .filter(one -> one.function().equals(function))
        .map(Status.Function::log)
        .findFirst()
        .orElseThrow(() -> unknown("function", function));
  }

  @Override
  public Path jobLog(String job) {
    return status().jobs().stream()
        .filter(one -> one.job().equals(job))
        .map(Status.Job::log)
        .findFirst()
        .orElseThrow(() -> unknown("job", job));
  }

  @Override
  public List<Run> runs(String job, int limit) {
    return read(get("/jobs/" + id(job) + "/runs?limit=" + limit), new TypeReference<>() {});
  }

  @Override
  public String startJob(String job, JobStart start) throws InterruptedException {
    byte[] body =
        json("adopt", start.adopt().orElse(null), "redo", start.redo(), "goOn", start.goOn());
    HttpResponse<InputStream> answer = send(post("/jobs/" + id(job) + "/start", body));
    return read(answer, new TypeReference<Map<String, String>>() {}).get("runId");
  }

  @Override
  public void stopJob(String job, boolean wait) throws InterruptedException {
    bytes(send(post("/jobs/" + id(job) + "/stop" + (wait ? "?wait" : ""), new byte[0])));
  }

  @Override
  public List<Redriven> redrive(DeadLetterKind kind, String name, List<String> ids)
      throws InterruptedException {
    byte[] body = json("kind", kind, "name", name, "ids", ids);
    return read(send(post("/redrive", body)), new TypeReference<>() {});
  }

  /** Function URLs are for HTTP clients, not for commands. */
  @Override
  public Optional<FunctionUrl> functionUrl(String function) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UrlResponse request(String function, UrlRequest request) {
    throw new UnsupportedOperationException();
  }

  private HttpResponse<InputStream> get(String path) {
    return uninterrupted(to(path).timeout(PATIENCE));
  }

  private HttpRequest.Builder post(String path, byte[] body) {
    return to(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.address() + path))
        .header("Authorization", "Bearer " + endpoint.token());
  }

  private HttpResponse<InputStream> uninterrupted(HttpRequest.Builder request) {
    try {
      return send(request);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new WorldException("interrupted", interrupted);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) throws InterruptedException {
    HttpResponse<InputStream> answer;
    try {
      answer = http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException failure) {
      throw gone(failure);
    }
    if (answer.statusCode() >= 300) {
      throw refused(answer);
    }
    return answer;
  }

  private RuntimeException refused(HttpResponse<InputStream> answer) {
    JsonNode error = read(answer, new TypeReference<JsonNode>() {}).path("error");
    String message = error.path("message").asText("status " + answer.statusCode());
    return Arrays.stream(Why.values())
        .filter(why -> why.status() == answer.statusCode())
        .findFirst()
        .<RuntimeException>map(
            why -> new OperationException(why, error.path("code").asText(""), message))
        .orElseGet(() -> new WorldException(endpoint.address() + ": " + message));
  }

  private WorldException gone(IOException failure) {
    return new WorldException(
        "%s (process %d) does not answer: %s"
            .formatted(endpoint.address(), endpoint.pid(), failure.getClass().getSimpleName()),
        failure);
  }

  private <T> T read(HttpResponse<InputStream> answer, TypeReference<T> type) {
    try {
      return ApiJson.MAPPER.readValue(bytes(answer), type);
    } catch (IOException broken) {
      throw new WorldException(
          endpoint.address() + " answers what is not ours: is it another version?", broken);
    }
  }

  private byte[] bytes(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      return body.readAllBytes();
    } catch (IOException broken) {
      throw gone(broken);
    }
  }

  private static byte[] json(Object... namesAndValues) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      return ApiJson.MAPPER.writeValueAsBytes(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Optional<String> header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name);
  }

  private static Duration duration(String milliseconds) {
    return ApiJson.duration(Double.parseDouble(milliseconds));
  }

  private static String id(String id) {
    return URLEncoder.encode(id, UTF_8);
  }

  private static OperationException unknown(String kind, String id) {
    return new OperationException(Why.UNKNOWN, "unknown-name", "no " + kind + " '" + id + "'");
  }
}
