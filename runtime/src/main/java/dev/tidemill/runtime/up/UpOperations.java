package dev.tidemill.runtime.up;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Function;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.OneLine;
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
import dev.tidemill.runtime.deadletter.DeadLetter;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.url.UrlRequest;
import dev.tidemill.runtime.function.url.UrlResponse;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.invoke.InvocationRefused;
import dev.tidemill.runtime.job.JobRefused;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the API asks of a pipeline that is up. */
final class UpOperations implements Operations {

  private static final int RUNS_AT_ONCE = 1000;

  private final Parts parts;
  private final StatusReport report;

  /** What it asks. */
  record Parts(
      DataFolder data,
      Servers servers,
      BrokerWatch broker,
      Live live,
      History history,
      Gate gate,
      Clock clock) {}

  UpOperations(Parts parts) {
    this.parts = parts;
    this.report = new StatusReport(parts);
  }

  /** Where it is reached, and since when. */
  void at(URI address, Instant since) {
    report.at(address, since);
  }

  @Override
  public Status status() {
    return report.now();
  }

  @Override
  public List<ScheduleTimes> schedules(int next) {
    return report.schedules(next);
  }

  @Override
  public Answer invoke(String function, byte[] event) throws InterruptedException {
    Function called = function(function);
    Invocation done = live().calls("direct").invoke(function, event, UUID.randomUUID().toString());
    return Answers.of(called, done);
  }

  @Override
  public String accept(String function, byte[] event) {
    function(function);
    parts.gate().enter();
    try {
      return live().invocations().accept(function, event, "async");
    } catch (InvocationRefused refused) {
      throw new OperationException(Why.WRONG, refused.code(), refused.getMessage());
    }
  }

  @Override
  public QueryResult query(String sql, int limit) {
    try {
      return parts.servers().engine().query(pipeline(), sql, limit);
    } catch (EngineException wrong) {
      throw new OperationException(
          Why.WRONG, wrong.code().orElse("query-failed"), OneLine.of(wrong));
    }
  }

  @Override
  public Path functionLog(String function) {
    function(function);
    return parts.data().functionLog(function);
  }

  @Override
  public Path jobLog(String job) {
    job(job);
    return parts.data().jobLog(job);
  }

  @Override
  public List<Run> runs(String job, int limit) {
    job(job);
    return live().jobs().runs(job, Math.min(limit, RUNS_AT_ONCE)).stream()
        .map(
            run ->
                new Run(
                    run.runId(),
                    run.job(),
                    run.trigger(),
                    run.state().name(),
                    run.attempt(),
                    run.at(),
                    run.endedAt(),
                    run.batches(),
                    run.rowsIn(),
                    run.rowsOut(),
                    run.error()))
        .toList();
  }

  @Override
  public String startJob(String job, JobStart start) throws InterruptedException {
    job(job);
    try {
      return live().jobs().start(job, "by hand", wayOut(start));
    } catch (JobRefused refused) {
      throw new OperationException(Why.REFUSED, refused.code(), refused.getMessage());
    }
  }

  private static Optional<WayOut> wayOut(JobStart start) {
    if (start.redo()) {
      return Optional.of(new WayOut.Redo());
    }
    return start.goOn() ? Optional.of(new WayOut.GoOn()) : start.adopt().map(WayOut.Adopt::new);
  }

  @Override
  public void stopJob(String job, boolean wait) throws InterruptedException {
    job(job);
    try {
      live().jobs().stop(job, wait);
    } catch (JobRefused refused) {
      throw new OperationException(Why.REFUSED, refused.code(), refused.getMessage());
    }
  }

  @Override
  public Optional<FunctionUrl> functionUrl(String function) {
    return Optional.ofNullable(pipeline().functions().get(function)).flatMap(Function::url);
  }

  @Override
  public UrlResponse request(String function, UrlRequest request) throws InterruptedException {
    return live().urls().handle(function, request);
  }

  @Override
  public List<Redriven> redrive(DeadLetterKind kind, String name, List<String> ids)
      throws InterruptedException {
    Optional<List<String>> chosen = ids.isEmpty() ? Optional.empty() : Optional.of(ids);
    parts.gate().enter();
    return switch (kind) {
      case STREAM -> redriveStream(stream(name), chosen);
      case FUNCTION -> {
        function(name);
        yield redrive(DeadLetter.Kind.FUNCTION, name, chosen, live().invocations()::redrive);
      }
      case SCHEDULE -> {
        known(pipeline().schedules(), "schedule", name);
        yield redrive(DeadLetter.Kind.SCHEDULE, name, chosen, live().schedules()::redrive);
      }
    };
  }

  private List<Redriven> redrive(
      DeadLetter.Kind kind, String name, Optional<List<String>> ids, DeadLetters.Sender sender)
      throws InterruptedException {
    return live().deadLetters().redrive(kind, name, ids, sender).stream()
        .map(
            done ->
                new Redriven(
                    done.id(),
                    done.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    done.detail()))
        .toList();
  }

  private List<Redriven> redriveStream(Stream stream, Optional<List<String>> ids) {
    try {
      return parts
          .servers()
          .engine()
          .redrive(pipeline(), stream, ids, parts.servers().clusters())
          .stream()
          .map(
              done ->
                  new Redriven(
                      done.id(),
                      done.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                      done.detail()))
          .toList();
    } catch (EngineException failure) {
      throw new OperationException(
          Why.UNAVAILABLE, failure.code().orElse("redrive-failed"), OneLine.of(failure));
    }
  }

  private Live live() {
    return parts.live();
  }

  private Pipeline pipeline() {
    return parts.live().pipeline();
  }

  private Function function(String id) {
    return known(pipeline().functions(), "function", id);
  }

  private Stream stream(String id) {
    return known(pipeline().streams(), "stream", id);
  }

  private void job(String id) {
    known(pipeline().jobs(), "job", id);
  }

  private static <T> T known(Map<String, T> things, String kind, String id) {
    T found = things.get(id);
    if (found == null) {
      throw new OperationException(
          Why.UNKNOWN,
          "unknown-name",
          "no %s '%s': there is %s".formatted(kind, id, String.join(", ", things.keySet())));
    }
    return found;
  }

  /** {@code function ApproveReminder}. */
  static String target(Schedule schedule) {
    return schedule.target().kind().name().toLowerCase(Locale.ROOT) + " " + schedule.target().id();
  }
}
