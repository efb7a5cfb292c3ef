package dev.tidemill.cli.rehearse;

import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.Finding;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.read.DefinitionReader;
import dev.tidemill.runtime.rehearse.ExpectationReport;
import dev.tidemill.runtime.rehearse.FunctionReport;
import dev.tidemill.runtime.rehearse.JobReport;
import dev.tidemill.runtime.rehearse.RehearsalEvent;
import dev.tidemill.runtime.rehearse.RehearsalEvent.PartStarted;
import dev.tidemill.runtime.rehearse.RehearsalReport;
import dev.tidemill.runtime.rehearse.RehearsalReport.Verdict;
import dev.tidemill.runtime.rehearse.ScheduleReport;
import dev.tidemill.runtime.rehearse.TableReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The events and reports of the manual's two rehearsals. */
final class Recorded {

  static final Instant AT = Instant.parse("2026-11-13T00:00:00Z");
  static final Path EXAMPLE = Path.of(System.getProperty("tidemill.home"), "examples", "approvals");

  private static final String SENTENCE = "one reminder per overdue approval";
  private static final String SQL = "SELECT count(*) = 41 FROM reminders";

  private Recorded() {}

  static Pipeline pipeline() {
    return new DefinitionReader(NodeKinds.onClassPath(), name -> null)
        .read(EXAMPLE.resolve("pipeline.yaml"), "local", Map.of())
        .pipeline()
        .orElseThrow();
  }

  static List<RehearsalEvent> passing() {
    List<RehearsalEvent> events = new ArrayList<>(starting());
    events.add(new RehearsalEvent.Progressed("PutUser", 120, OptionalLong.of(312)));
    events.add(new RehearsalEvent.FunctionFinished(putUser()));
    events.add(new RehearsalEvent.FunctionFinished(approveReminder()));
    jobs().forEach(job -> events.add(new RehearsalEvent.JobFinished(job)));
    events.add(new RehearsalEvent.TableShown(executions()));
    events.add(new RehearsalEvent.ExpectationAsked(new ExpectationReport(SENTENCE, SQL, true, "")));
    return events;
  }

  static List<RehearsalEvent> failing() {
    List<RehearsalEvent> events = new ArrayList<>(starting());
    events.add(new RehearsalEvent.FunctionFinished(misspelt()));
    events.add(new RehearsalEvent.ExpectationAsked(notMet()));
    return events;
  }

  static RehearsalReport passed() {
    return new RehearsalReport(
        "approvals",
        "local",
        AT,
        Verdict.PASSED,
        Duration.ofMillis(13_800),
        903,
        List.of(),
        List.of(new RehearsalReport.StoreReport("approvals", 120)),
        List.of(),
        List.of(putUser(), approveReminder()),
        List.of(fired()),
        jobs(),
        List.of(executions()),
        List.of(new ExpectationReport(SENTENCE, SQL, true, "")),
        Optional.empty());
  }

  static RehearsalReport failed() {
    return new RehearsalReport(
        "approvals",
        "local",
        AT,
        Verdict.FAILED,
        Duration.ofMillis(12_900),
        880,
        misspelt().problems(),
        List.of(),
        List.of(),
        List.of(misspelt()),
        List.of(),
        List.of(),
        List.of(),
        List.of(notMet()),
        Optional.of(EXAMPLE.resolve(".tidemill/rehearsal")));
  }

  private static List<RehearsalEvent> starting() {
    List<PartStarted> parts =
        List.of(
            new PartStarted("broker", Duration.ofMillis(2100)),
            new PartStarted("Spark", Duration.ofMillis(3400)),
            new PartStarted("stores", Duration.ofMillis(1200)),
            new PartStarted("functions", Duration.ofMillis(700)));
    List<RehearsalEvent> events = new ArrayList<>();
    events.add(new RehearsalEvent.Began("approvals", "local", AT));
    events.addAll(parts);
    events.add(new RehearsalEvent.Started(parts, Duration.ofMillis(3500)));
    events.add(new RehearsalEvent.Planned(3, 8, Duration.ofMillis(600)));
    events.add(
        new RehearsalEvent.StoreFed("approvals", EXAMPLE.resolve("samples/approvals.ndjson"), 120));
    return events;
  }

  private static FunctionReport putUser() {
    return new FunctionReport(
        "PutUser",
        312,
        300,
        12,
        0,
        Optional.of(Duration.ofNanos(1_900_000)),
        Optional.of(Duration.ofNanos(6_300_000)),
        1,
        List.of(),
        List.of());
  }

  private static FunctionReport approveReminder() {
    Optional<Duration> took = Optional.of(Duration.ofMillis(48));
    return new FunctionReport(
        "ApproveReminder", 1, 1, 0, 0, took, took, 1, List.of(fired()), List.of());
  }

  private static ScheduleReport fired() {
    return new ScheduleReport(
        "ApproveReminder",
        new Schedule.Target(Schedule.Kind.FUNCTION, "ApproveReminder"),
        Optional.of(Instant.parse("2026-11-13T02:15:00Z")),
        ZoneId.of("Europe/Berlin"),
        true);
  }

  private static FunctionReport misspelt() {
    Finding problem =
        new Finding(
            Finding.Severity.ERROR,
            "handler-missing",
            "functions.PutUser",
            "no class dev.tidemill.examples.approvals.PutUsr in target/approvals.jar",
            "see: tidemill logs PutUser",
            "dev.tidemill.examples.approvals.PutUsr",
            new Position(Path.of("pipeline.yaml"), 33, 14, 33, 52),
            Optional.empty(),
            Optional.empty());
    return new FunctionReport(
        "PutUser",
        0,
        0,
        0,
        312,
        Optional.empty(),
        Optional.empty(),
        0,
        List.of(),
        List.of(problem));
  }

  private static ExpectationReport notMet() {
    return new ExpectationReport(SENTENCE, SQL, false, "false, count(*) is 38");
  }

  private static List<JobReport> jobs() {
    return List.of(
        job(
            "executions",
            "executions",
            counts("log", 313, 313, 0, 0, 0),
            counts("finished", 313, 313, 0, -1, -1),
            counts("lake", 313, 313, -1, -1, -1)),
        job(
            "function-stats",
            "function_stats",
            counts("log", 313, 313, 0, 0, 0),
            counts("stats", 313, 2, -1, -1, -1),
            counts("lake", 2, 2, -1, -1, -1)),
        job(
            "reminders",
            "reminders",
            counts("sent", 41, 41, 0, 0, 0),
            counts("lake", 41, 41, -1, -1, -1)));
  }

  static JobReport job(String id, String table, NodeCounts... nodes) {
    return new JobReport(
        id,
        1,
        Duration.ofMillis(1100),
        List.of(nodes),
        Map.of("lake", table),
        List.of(),
        List.of());
  }

  /** Minus one: not counted. */
  static NodeCounts counts(String node, long in, long out, long dropped, long nulled, long dead) {
    return new NodeCounts(node, of(in), of(out), of(dropped), of(nulled), of(dead));
  }

  private static OptionalLong of(long count) {
    return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }

  private static TableReport executions() {
    List<Object> row =
        Arrays.asList(
            "PutUser",
            "5f0c9a52-0b1e-4e08-9b35-b3a1f6e9a001",
            3L,
            Instant.parse("2026-11-13T00:00:04Z"),
            "OK",
            null,
            Map.of("userId", "u-17"));
    return new TableReport(
        "executions",
        313,
        new QueryResult(
            List.of(
                "functionName",
                "requestId",
                "executionTime",
                "startedAt",
                "status",
                "errorType",
                "user"),
            List.of("string", "string", "bigint", "timestamp", "string", "string", "struct<>"),
            List.of(row),
            313));
  }
}
