package dev.tidemill.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.runtime.api.Answer;
import dev.tidemill.runtime.api.DeadLetterKind;
import dev.tidemill.runtime.api.JobStart;
import dev.tidemill.runtime.api.OperationException;
import dev.tidemill.runtime.api.OperationException.Why;
import dev.tidemill.runtime.api.Operations;
import dev.tidemill.runtime.api.Redriven;
import dev.tidemill.runtime.api.Run;
import dev.tidemill.runtime.api.ScheduleTimes;
import dev.tidemill.runtime.api.Status;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The pipeline of the manual while it is up, and what it was asked. */
public final class RecordedUp implements Operations {

  /** The moment that the manual shows. */
  public static final Instant NOW = Instant.parse("2026-11-13T10:04:00Z");

  /** Questions that change something, as text. */
  public final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  private static final Path LOG = Path.of("/data/local/logs/x.log");

  private int looks;

  @Override
  public Status status() {
    return status(List.of(), List.of());
  }

  static Status status(List<Status.Part> more, List<Status.DeadLetters> dead) {
    List<Status.Part> parts = new ArrayList<>();
    parts.add(part("broker", "127.0.0.1:9092", 4721));
    parts.add(part("stores", "http://127.0.0.1:8001", 4722));
    parts.addAll(more);
    return new Status(
        "approvals",
        "local",
        Path.of("/data/local"),
        URI.create("http://127.0.0.1:7070"),
        4711,
        NOW.minusSeconds(3600),
        parts,
        List.of(
            function("PutUser", 1204, 12, Duration.ofNanos(6_200_000)),
            function("ApproveReminder", 1, 0, Duration.ofMillis(48))),
        List.of(job("executions", 3), job("function-stats", 3), job("reminders", 0)),
        List.of(
            new Status.Next(
                "ApproveReminder",
                "function ApproveReminder",
                Instant.parse("2026-11-14T02:15:00Z"),
                "Europe/Berlin")),
        dead,
        List.of());
  }

  private static Status.Part part(String name, String address, long pid) {
    return new Status.Part(name, Status.PartState.UP, address, OptionalLong.of(pid), LOG, "");
  }

  private static Status.Function function(String id, long runs, long failed, Duration p95) {
    return new Status.Function(
        id,
        List.of(5000L),
        0,
        runs,
        failed,
        Optional.of(p95),
        Optional.empty(),
        Optional.empty(),
        LOG);
  }

  static Status.Job job(String id, long lag) {
    return new Status.Job(
        id,
        "RUNNING",
        Optional.of("every 60s"),
        Optional.of(NOW),
        20.1,
        OptionalLong.of(lag),
        Optional.of(Duration.ofSeconds(9)),
        Optional.empty(),
        LOG);
  }

  @Override
  public List<ScheduleTimes> schedules(int next) {
    return List.of(
        new ScheduleTimes(
            "ApproveReminder",
            "cron(15 3 * * ? *)",
            "Europe/Berlin",
            "function ApproveReminder",
            "ENABLED",
            List.of(Instant.parse("2026-11-14T02:15:00Z"))));
  }

  @Override
  public Answer invoke(String function, byte[] event) {
    String text = new String(event, UTF_8);
    asked.add("invoke " + function + " " + text);
    boolean fails = text.contains("bad");
    return new Answer(
        "5f0c9a52",
        fails ? "{\"errorType\":\"InvalidUser\"}" : "{\"userId\":\"u-17\",  \"stored\":true}",
        fails ? Optional.of("InvalidUser") : Optional.empty(),
        Duration.ofNanos(2_300_000),
        fails ? Optional.empty() : Optional.of(Duration.ofMillis(612)),
        OptionalInt.of(71),
        512);
  }

  @Override
  public String accept(String function, byte[] event) {
    asked.add("accept " + function + " " + new String(event, UTF_8));
    return "77aa";
  }

  @Override
  public QueryResult query(String sql, int limit) {
    asked.add(sql);
    return new QueryResult(
        List.of("functionName", "average"),
        List.of("string", "decimal(4,2)"),
        List.of(List.of("PutUser", new BigDecimal("2.50"))),
        1);
  }

  @Override
  public Path functionLog(String function) {
    return LOG;
  }

  @Override
  public Path jobLog(String job) {
    return LOG;
  }

  @Override
  public List<Run> runs(String job, int limit) {
    boolean ended = ++looks > 1;
    return List.of(
        new Run(
            "jr_2",
            job,
            "by hand",
            ended ? "FAILED" : "RUNNING",
            1,
            NOW,
            ended ? Optional.of(NOW.plusSeconds(2)) : Optional.empty(),
            3,
            313,
            300,
            ended ? Optional.of("[rolled-back] the table was rolled back") : Optional.empty()));
  }

  @Override
  public String startJob(String job, JobStart start) {
    if (job.equals("busy")) {
      throw new OperationException(Why.REFUSED, "concurrent-runs", "job busy runs already");
    }
    asked.add("start " + job + " " + start);
    return "jr_2";
  }

  @Override
  public void stopJob(String job, boolean wait) {
    asked.add("stop " + job + (wait ? " and wait" : ""));
  }

  @Override
  public List<Redriven> redrive(DeadLetterKind kind, String name, List<String> ids) {
    asked.add("redrive " + kind.word() + " " + name + " " + ids);
    return List.of(
        new Redriven("function-log/0/17", "delivered", ""),
        new Redriven("function-log/0/18", "dead again", "no JSON\nat all"));
  }

  @Override
  public Optional<FunctionUrl> functionUrl(String function) {
    return Optional.empty();
  }

  @Override
  public UrlResponse request(String function, UrlRequest request) {
    throw new UnsupportedOperationException();
  }
}
