package dev.tidemill.runtime.up;

import dev.tidemill.engine.EngineException;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.api.DeadLetterKind;
import dev.tidemill.runtime.api.ScheduleTimes;
import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.api.Status.PartState;
import dev.tidemill.runtime.deadletter.DeadLetter;
import dev.tidemill.runtime.function.FunctionStatus;
import dev.tidemill.runtime.history.NoticeEntry;
import dev.tidemill.runtime.job.JobStatus;
import dev.tidemill.runtime.process.ServerProcess;
import dev.tidemill.runtime.process.WorldException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How a pipeline that is up is doing. */
final class StatusReport {

  private static final int NEXT_FIRES = 5;
  private static final int NOTICES = 20;

  private final UpOperations.Parts parts;
  private URI address = URI.create("");
  private Instant since = Instant.EPOCH;

  StatusReport(UpOperations.Parts parts) {
    this.parts = parts;
  }

  synchronized void at(URI api, Instant ready) {
    address = api;
    since = ready;
  }

  synchronized Status now() {
    Pipeline pipeline = parts.live().pipeline();
    return new Status(
        pipeline.id(),
        pipeline.stage(),
        parts.data().root(),
        address,
        ProcessHandle.current().pid(),
        since,
        servers(),
        parts.live().functions().status().stream()
            .map(status -> function(pipeline, status))
            .toList(),
        jobs(pipeline),
        next(pipeline),
        deadLetters(pipeline),
        notices());
  }

  private List<Status.Part> servers() {
    List<Status.Part> all = new ArrayList<>();
    KeptAlive<?> broker = parts.servers().broker();
    boolean hangs = !parts.broker().answers();
    all.add(server(Servers.BROKER, broker.current(), hangs ? "it does not answer" : ""));
    parts
        .servers()
        .stores()
        .ifPresent(stores -> all.add(server(Servers.STORES, stores.current(), "")));
    all.add(ours(Servers.SPARK, parts.data().lake().toString()));
    all.add(ours(Servers.STATE, parts.servers().address(Servers.STATE)));
    return all;
  }

  private Status.Part server(String name, ServerProcess process, String problem) {
    String detail = process.isAlive() ? problem : "its process ended; it is started again";
    return new Status.Part(
        name,
        detail.isEmpty() ? PartState.UP : PartState.AWAY,
        parts.servers().address(name),
        OptionalLong.of(process.pid()),
        parts.data().logs().resolve(name + ".log"),
        detail);
  }

  private Status.Part ours(String name, String address) {
    return new Status.Part(
        name,
        PartState.UP,
        address,
        OptionalLong.of(ProcessHandle.current().pid()),
        parts.data().mainLog(),
        "");
  }

  private Status.Function function(Pipeline pipeline, FunctionStatus status) {
    boolean hasUrl =
        Optional.ofNullable(pipeline.functions().get(status.function()))
            .flatMap(dev.tidemill.model.Function::url)
            .isPresent();
    return new Status.Function(
        status.function(),
        status.processes(),
        status.running(),
        status.calls(),
        status.failures(),
        status.p95(),
        hasUrl ? Optional.of(address.resolve("/functions/" + status.function())) : Optional.empty(),
        status.lastError(),
        status.log());
  }

  private List<Status.Job> jobs(Pipeline pipeline) {
    return parts.live().jobs().status().stream().map(status -> job(pipeline, status)).toList();
  }

  private Status.Job job(Pipeline pipeline, JobStatus status) {
    return new Status.Job(
        status.job(),
        status.state().name(),
        Optional.ofNullable(pipeline.jobs().get(status.job())).flatMap(Triggers::of),
        status.lastBatchEnd(),
        status.rowsPerSecond(),
        status.lagMessages(),
        status.lag(),
        status.error(),
        parts.data().jobLog(status.job()));
  }

  private List<Status.Next> next(Pipeline pipeline) {
    return parts.live().schedules().next(NEXT_FIRES).stream()
        .filter(fire -> pipeline.schedules().containsKey(fire.schedule()))
        .map(
            fire ->
                new Status.Next(
                    fire.schedule(),
                    UpOperations.target(pipeline.schedules().get(fire.schedule())),
                    fire.due(),
                    fire.timezone().getId()))
        .toList();
  }

  private List<Status.DeadLetters> deadLetters(Pipeline pipeline) {
    List<Status.DeadLetters> counts = new ArrayList<>();
    try {
      for (String function : pipeline.functions().keySet()) {
        count(counts, DeadLetterKind.FUNCTION, DeadLetter.Kind.FUNCTION, function);
      }
      for (String schedule : pipeline.schedules().keySet()) {
        count(counts, DeadLetterKind.SCHEDULE, DeadLetter.Kind.SCHEDULE, schedule);
      }
      pipeline.streams().values().forEach(stream -> count(counts, pipeline, stream));
    } catch (WorldException | EngineException away) {
      return counts;
    }
    return counts;
  }

  private void count(List<Status.DeadLetters> counts, Pipeline pipeline, Stream stream) {
    long count = parts.servers().engine().waitingDeadLetters(pipeline, stream);
    if (count > 0) {
      counts.add(new Status.DeadLetters(DeadLetterKind.STREAM, stream.id(), count));
    }
  }

  private void count(
      List<Status.DeadLetters> counts, DeadLetterKind kind, DeadLetter.Kind own, String name) {
    long count = parts.live().deadLetters().count(own, name);
    if (count > 0) {
      counts.add(new Status.DeadLetters(kind, name, count));
    }
  }

  private List<Status.Notice> notices() {
    List<NoticeEntry> said;
    try {
      said = parts.history().notices(parts.clock().instant().minus(Duration.ofDays(1)));
    } catch (WorldException away) {
      return List.of();
    }
    return said.subList(Math.max(0, said.size() - NOTICES), said.size()).stream()
        .map(
            notice ->
                new Status.Notice(notice.at(), notice.thing(), notice.text(), notice.warning()))
        .toList();
  }

  List<ScheduleTimes> schedules(int next) {
    Instant now = parts.clock().instant();
    List<ScheduleTimes> times = new ArrayList<>();
    for (Map.Entry<String, Schedule> entry : parts.live().pipeline().schedules().entrySet()) {
      Schedule schedule = entry.getValue();
      List<Instant> fires = fires(schedule, now, next);
      String state = !schedule.enabled() ? "DISABLED" : fires.isEmpty() ? "OVER" : "ENABLED";
      times.add(
          new ScheduleTimes(
              schedule.id(),
              schedule.expression().text(),
              schedule.timezone().getId(),
              UpOperations.target(schedule),
              state,
              fires));
    }
    return times;
  }

  private static List<Instant> fires(Schedule schedule, Instant now, int limit) {
    List<Instant> fires = new ArrayList<>();
    Instant last = now;
    while (schedule.enabled() && fires.size() < limit) {
      Optional<Instant> next = schedule.expression().next(last, schedule.timezone());
      if (next.isEmpty() || schedule.end().filter(next.get()::isAfter).isPresent()) {
        break;
      }
      fires.add(next.get());
      last = next.get();
    }
    return fires;
  }
}
