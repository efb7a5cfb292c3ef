package dev.tidemill.runtime.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.engine.Steps;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Function;
import dev.tidemill.model.Job;
import dev.tidemill.model.Names;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Sql;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.job.JobLog;
import dev.tidemill.runtime.schedule.Fire;
import dev.tidemill.runtime.schedule.ScheduleInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The steps of a rehearsal once all parts are up. */
final class Run implements AutoCloseable {

  private final Pipeline pipeline;
  private final RehearsedFiles files;
  private final Parts parts;
  private final Clock clock;
  private final Results results;
  private final Narrator narrator;
  private final StreamFeeder streamFeeder;
  private final Map<String, FunctionCalls> calls = new LinkedHashMap<>();
  private final Map<String, JobCalls> jobs = new LinkedHashMap<>();

  Run(Pipeline pipeline, Parts parts, Clock clock, Results results, Narrator narrator) {
    this.files = new RehearsedFiles(pipeline, parts.data().root());
    this.pipeline = files.pipeline();
    this.parts = parts;
    this.clock = clock;
    this.results = results;
    this.narrator = narrator;
    this.streamFeeder = new StreamFeeder(parts.kafka(), narrator);
  }

  /** Plans all jobs, and if that is fine does the rest. */
  void all() throws InterruptedException {
    results.addAll(files.findings());
    if (!plan() || !files.findings().isEmpty()) {
      results.refuse();
      return;
    }
    feedStores();
    feedStreams();
    callFunctions();
    fireSchedules();
    parts.check();
    drainJobs();
    showTables();
    expect();
    results.addAll(UnreadSamples.of(pipeline));
  }

  private boolean plan() throws InterruptedException {
    long start = System.nanoTime();
    int nodes = 0;
    List<Job> enabled = enabledJobs();
    boolean fine = true;
    for (Job job : enabled) {
      results.begin("planning job " + job.id());
      List<Finding> findings = parts.engine().plan(pipeline, job);
      results.addAll(findings);
      fine &= findings.stream().noneMatch(Finding::isError);
      nodes += job.nodes().size();
      refuseInterrupted();
    }
    if (fine) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      narrator.tell(new RehearsalEvent.Planned(enabled.size(), nodes, took));
    }
    return fine;
  }

  private List<Job> enabledJobs() {
    return pipeline.jobs().values().stream().filter(Job::enabled).toList();
  }

  private void feedStores() throws InterruptedException {
    if (pipeline.stores().isEmpty()) {
      return;
    }
    try (DynamoDbClient client = parts.stores().client()) {
      StoreFeeder feeder = new StoreFeeder(pipeline, client, narrator);
      for (Store store : pipeline.stores().values()) {
        for (Store.Samples samples : store.samples()) {
          results.begin("store " + store.id());
          LineFaults faults = faults("stores." + store.id(), samples);
          long items = feeder.feed(store, samples, faults);
          faults.finding().ifPresent(results::add);
          results.store(store.id(), items);
          narrator.tell(new RehearsalEvent.StoreFed(store.id(), samples.file(), items));
        }
      }
    }
  }

  private void feedStreams() throws InterruptedException {
    for (Stream stream : pipeline.streams().values()) {
      for (Store.Samples samples : stream.samples()) {
        results.begin("stream " + stream.id());
        LineFaults faults = faults("streams." + stream.id(), samples);
        long messages = streamFeeder.feed(stream, samples.file(), faults);
        faults.finding().ifPresent(results::add);
        results.stream(stream.id(), messages);
        narrator.tell(new RehearsalEvent.StreamFed(stream.id(), samples.file(), messages));
      }
    }
  }

  private LineFaults faults(String path, Store.Samples samples) {
    return new LineFaults(pipeline, samples.file(), path, samples.position());
  }

  private void callFunctions() throws InterruptedException {
    for (Function function : pipeline.functions().values()) {
      results.begin("function " + function.id());
      FunctionCalls functionCalls =
          new FunctionCalls(
              pipeline,
              function,
              (event, requestId) -> invoke(function.id(), event, requestId),
              clock,
              narrator);
      calls.put(function.id(), functionCalls);
      functionCalls.samples();
      if (!isScheduled(function)) {
        finish(functionCalls);
      }
    }
  }

  /** Without a broker every call would fail, each after its whole timeout. */
  private Invocation invoke(String function, byte[] event, String requestId)
      throws InterruptedException {
    Invocation invocation = parts.functions().invoke(function, event, requestId);
    if (invocation.error().isPresent()) {
      parts.check();
    }
    return invocation;
  }

  private boolean isScheduled(Function function) {
    Schedule.Target target = new Schedule.Target(Schedule.Kind.FUNCTION, function.id());
    return pipeline.schedules().values().stream().anyMatch(s -> s.target().equals(target));
  }

  private void finish(FunctionCalls functionCalls) {
    FunctionReport report = functionCalls.report();
    results.add(report);
    narrator.tell(new RehearsalEvent.FunctionFinished(report));
  }

  /** A schedule and its next fire time. */
  private record Firing(Schedule schedule, Optional<Instant> due) {}

  private void fireSchedules() throws InterruptedException {
    List<Firing> firings = new ArrayList<>();
    Instant at = results.at();
    for (Schedule schedule : pipeline.schedules().values()) {
      firings.add(new Firing(schedule, schedule.expression().next(at, schedule.timezone())));
    }
    firings.sort(Comparator.comparing(firing -> firing.due().orElse(Instant.MAX)));
    for (Firing firing : firings) {
      results.begin("schedule " + firing.schedule().id());
      ScheduleReport report = fire(firing);
      results.add(report);
      if (report.target().kind() != Schedule.Kind.FUNCTION || report.due().isEmpty()) {
        narrator.tell(new RehearsalEvent.ScheduleFired(report));
      }
      refuseInterrupted();
    }
    for (Function function : pipeline.functions().values()) {
      if (isScheduled(function)) {
        finish(calls.get(function.id()));
      }
    }
  }

  private ScheduleReport fire(Firing firing) throws InterruptedException {
    Schedule schedule = firing.schedule();
    if (firing.due().isEmpty()) {
      results.add(neverFires(schedule));
      return report(firing, false);
    }
    Instant due = firing.due().get();
    String execution = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    Fire fire = new Fire(schedule.id(), due, execution, 1);
    byte[] event = ScheduleInput.of(schedule, pipeline.names(), fire).getBytes(UTF_8);
    String id = schedule.target().id();
    return switch (schedule.target().kind()) {
      case FUNCTION -> calls.get(id).fire(schedule, due, event);
      case STREAM -> {
        streamFeeder.send(pipeline.streams().get(id), event);
        yield report(firing, true);
      }
      case JOB -> report(firing, !pipeline.jobs().get(id).enabled() || job(id).drain(due));
    };
  }

  private static ScheduleReport report(Firing firing, boolean ok) {
    Schedule schedule = firing.schedule();
    return new ScheduleReport(
        schedule.id(), schedule.target(), firing.due(), schedule.timezone(), ok);
  }

  private Finding neverFires(Schedule schedule) {
    return Problems.warning(
        "never-fires",
        "schedules." + schedule.id(),
        "'" + schedule.expression().text() + "' does not fire after " + results.at(),
        "it was not rehearsed",
        schedule.position());
  }

  private JobCalls job(String id) {
    Job job = pipeline.jobs().get(id);
    return jobs.computeIfAbsent(
        id,
        k ->
            new JobCalls(
                job,
                () -> parts.engine().open(pipeline, job, parts.clusters(), Steps.NONE),
                narrator,
                files.notices(id),
                new JobLog(parts.data().jobLog(id), Clock.systemUTC())));
  }

  private void drainJobs() throws InterruptedException {
    for (Job job : JobOrder.of(enabledJobs())) {
      results.begin("job " + job.id());
      files.settle();
      boolean fine = job(job.id()).drain(clock.instant());
      if (!fine) {
        parts.check();
      }
      JobReport report = job(job.id()).report();
      results.add(report);
      narrator.tell(new RehearsalEvent.JobFinished(report));
    }
  }

  private void showTables() throws InterruptedException {
    results.begin("the first rows of tables");
    TablePreview preview = new TablePreview(parts.engine(), pipeline);
    for (String table : writtenTables()) {
      show(() -> preview.of(table), table);
    }
    for (String table : deadLetterTables()) {
      show(() -> preview.ofDeadLetters(table), table);
    }
  }

  private void show(java.util.function.Supplier<TableReport> preview, String table)
      throws InterruptedException {
    try {
      TableReport report = preview.get();
      results.add(report);
      narrator.tell(new RehearsalEvent.TableShown(report));
    } catch (EngineException e) {
      refuseInterrupted();
      results.add(
          Problems.error(
              "table-unreadable",
              "tables." + table,
              "table '" + table + "' cannot be read: " + OneLine.of(e),
              "",
              Problems.beginning(pipeline)));
    }
  }

  private Set<String> writtenTables() {
    Set<String> tables = new LinkedHashSet<>();
    for (JobReport report : results.jobs()) {
      if (report.batches() > 0) {
        tables.addAll(report.tables().values());
      }
    }
    return tables;
  }

  private Set<String> deadLetterTables() {
    Set<String> tables = new LinkedHashSet<>();
    for (JobReport report : results.jobs()) {
      for (NodeCounts counts : report.nodes()) {
        Node node = pipeline.jobs().get(report.job()).nodes().get(counts.node());
        if (counts.dead().orElse(0) > 0 && node.fields().get("stream") instanceof String stream) {
          tables.add(Names.deadLetters(stream));
        }
      }
    }
    return tables;
  }

  private void expect() throws InterruptedException {
    Engine engine = parts.engine();
    Expectations expectations = new Expectations(sql -> ask(engine, sql));
    for (Map.Entry<String, Sql> expectation : pipeline.rehearsal().expect().entrySet()) {
      results.begin("expectation '" + expectation.getKey() + "'");
      ExpectationReport report = expectations.ask(expectation.getKey(), expectation.getValue());
      refuseInterrupted();
      results.add(report, unmet(report, expectation.getValue()));
      narrator.tell(new RehearsalEvent.ExpectationAsked(report));
    }
  }

  private QueryResult ask(Engine engine, String sql) {
    return engine.query(pipeline, sql, 2);
  }

  private static Finding unmet(ExpectationReport report, Sql sql) {
    return Problems.error(
        "not-as-expected",
        "rehearsal.expect." + report.sentence(),
        "not so: " + report.sentence(),
        OneLine.of(report.sql()) + ": " + report.observed(),
        sql.position());
  }

  /** Spark's calls end early, but not always by an exception, when their thread is interrupted. */
  private static void refuseInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void close() {
    jobs.values().forEach(JobCalls::close);
    streamFeeder.close();
  }
}
