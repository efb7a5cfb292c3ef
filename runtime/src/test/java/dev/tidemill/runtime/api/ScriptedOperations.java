package dev.tidemill.runtime.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.runtime.api.OperationException.Why;
import dev.tidemill.runtime.function.url.UrlRequest;
import dev.tidemill.runtime.function.url.UrlResponse;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A pipeline that answers always the same, and tells what it was asked. */
final class ScriptedOperations implements Operations {

  static final Instant AT = Instant.parse("2026-11-13T10:04:00Z");
  static final QueryResult ROWS =
      new QueryResult(
          List.of("a", "a", "c", "d"),
          List.of("bigint", "decimal(4,2)", "struct<x:double>", "string"),
          List.of(
              List.of(1L, new BigDecimal("2.50"), Map.of("x", 1.5), "ö"),
              Collections.unmodifiableList(new ArrayList<>(Collections.nCopies(4, null)))),
          2);

  private static final FunctionUrl.Cors CORS =
      new FunctionUrl.Cors(
          List.of("*"), List.of("*"), List.of(), List.of(), false, Optional.empty());

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Path folder;
  volatile Status.PartState broker = Status.PartState.UP;

  ScriptedOperations(Path folder) {
    this.folder = folder;
  }

  @Override
  public Status status() {
    return new Status(
        "approvals",
        "local",
        folder,
        URI.create("http://127.0.0.1:7070"),
        17,
        AT,
        List.of(
            new Status.Part(
                "broker", broker, "127.0.0.1:9092", OptionalLong.of(18), folder.resolve("b"), "")),
        List.of(
            new Status.Function(
                "PutUser",
                List.of(21L, 22L),
                1,
                1204,
                12,
                Optional.of(Duration.ofNanos(6_200_000)),
                Optional.of(URI.create("http://127.0.0.1:7070/functions/PutUser")),
                Optional.empty(),
                functionLog("PutUser"))),
        List.of(
            new Status.Job(
                "executions",
                "RUNNING",
                Optional.of("every 60s"),
                Optional.of(AT),
                12.5,
                OptionalLong.of(3),
                Optional.of(Duration.ofSeconds(9)),
                Optional.empty(),
                jobLog("executions"))),
        List.of(new Status.Next("ApproveReminder", "function ApproveReminder", AT, "UTC")),
        List.of(new Status.DeadLetters(DeadLetterKind.STREAM, "function-log", 2)),
        List.of(new Status.Notice(AT, "disk", "900 MB free", true)));
  }

  @Override
  public List<ScheduleTimes> schedules(int next) {
    return List.of(
        new ScheduleTimes(
            "hourly",
            "rate(1 hour)",
            "UTC",
            "job executions",
            "ENABLED",
            Collections.nCopies(next, AT)));
  }

  @Override
  public Answer invoke(String function, byte[] event) {
    known(function);
    String text = new String(event, UTF_8);
    asked.add("invoke " + text);
    boolean fails = text.contains("bad");
    return new Answer(
        "5f0c",
        fails ? "{\"errorType\":\"InvalidUser\"}" : "{\"stored\":true}",
        fails ? Optional.of("InvalidUser") : Optional.empty(),
        Duration.ofNanos(2_300_000),
        Optional.of(Duration.ofMillis(612)),
        OptionalInt.of(71),
        512);
  }

  @Override
  public String accept(String function, byte[] event) {
    known(function);
    asked.add("accept " + new String(event, UTF_8));
    return "77aa";
  }

  @Override
  public QueryResult query(String sql, int limit) {
    asked.add("query " + limit + " " + sql);
    return ROWS;
  }

  @Override
  public Path functionLog(String function) {
    known(function);
    return folder.resolve(function + ".log");
  }

  @Override
  public Path jobLog(String job) {
    return folder.resolve(job + ".log");
  }

  @Override
  public List<Run> runs(String job, int limit) {
    return List.of(
        new Run(
            "r1",
            job,
            "by hand",
            "FAILED",
            2,
            AT,
            Optional.of(AT),
            3,
            313,
            300,
            Optional.of("[rolled-back] x")));
  }

  @Override
  public String startJob(String job, JobStart start) {
    if (job.equals("busy")) {
      throw new OperationException(Why.REFUSED, "concurrent-runs", "job busy runs already");
    }
    asked.add("start " + start);
    return "r2";
  }

  @Override
  public void stopJob(String job, boolean wait) {
    asked.add("stop " + job + " " + wait);
  }

  @Override
  public List<Redriven> redrive(DeadLetterKind kind, String name, List<String> ids) {
    asked.add("redrive " + kind + " " + name + " " + ids);
    return List.of(new Redriven("function-log/0/17", "dead again", "no JSON"));
  }

  @Override
  public Optional<FunctionUrl> functionUrl(String function) {
    return switch (function) {
      case "open" -> Optional.of(new FunctionUrl(FunctionUrl.Auth.NONE, Optional.empty()));
      case "closed" -> Optional.of(new FunctionUrl(FunctionUrl.Auth.IAM, Optional.empty()));
      case "cors" -> Optional.of(new FunctionUrl(FunctionUrl.Auth.IAM, Optional.of(CORS)));
      default -> Optional.empty();
    };
  }

  @Override
  public UrlResponse request(String function, UrlRequest request) {
    asked.add(
        String.join(
            " ",
            function,
            request.method(),
            request.path(),
            request.query(),
            new String(request.body(), UTF_8)));
    return new UrlResponse(
        202, Map.of("X-Seen", request.headers().get("x-in")), "ö".getBytes(UTF_8));
  }

  private static void known(String function) {
    if (!function.equals("PutUser")) {
      throw new OperationException(Why.UNKNOWN, "unknown-name", "no function '" + function + "'");
    }
  }
}
