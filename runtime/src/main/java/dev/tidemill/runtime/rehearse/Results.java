package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.rehearse.RehearsalReport.StoreReport;
import dev.tidemill.runtime.rehearse.RehearsalReport.StreamReport;
import dev.tidemill.runtime.rehearse.RehearsalReport.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a rehearsal has found so far. */
final class Results {

  private final Pipeline pipeline;
  private final Instant at;
  private final List<Finding> problems = new ArrayList<>();
  private final Map<String, Long> stores = new LinkedHashMap<>();
  private final Map<String, Long> streams = new LinkedHashMap<>();
  private final List<FunctionReport> functions = new ArrayList<>();
  private final List<ScheduleReport> schedules = new ArrayList<>();
  private final List<JobReport> jobs = new ArrayList<>();
  private final List<TableReport> tables = new ArrayList<>();
  private final List<ExpectationReport> expectations = new ArrayList<>();
  private boolean refused;
  private String step = "starting";

  Results(Pipeline pipeline, Instant at) {
    this.pipeline = pipeline;
    this.at = at;
  }

  /** The time that the rehearsal's clock began with. */
  Instant at() {
    return at;
  }

  void add(Finding problem) {
    problems.add(problem);
  }

  void addAll(List<Finding> found) {
    problems.addAll(found);
  }

  /** What the rehearsal is at: {@code function PutUser}. */
  void begin(String step) {
    this.step = step;
  }

  /** What it was at last. */
  String step() {
    return step;
  }

  /** The definition has errors; nothing was sent. */
  void refuse() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(Finding::isError);
  }

  void store(String id, long items) {
    stores.merge(id, items, Long::sum);
  }

  void stream(String id, long messages) {
    streams.merge(id, messages, Long::sum);
  }

  void add(FunctionReport report) {
    functions.add(report);
    problems.addAll(report.problems());
  }

  void add(ScheduleReport report) {
    schedules.add(report);
  }

  void add(JobReport report) {
    jobs.add(report);
    problems.addAll(report.problems());
  }

  List<JobReport> jobs() {
    return List.copyOf(jobs);
  }

  void add(TableReport report) {
    tables.add(report);
  }

  void add(ExpectationReport report, Finding unmet) {
    expectations.add(report);
    if (!report.ok()) {
      problems.add(unmet);
    }
  }

  boolean passed() {
    return !refused && !hasErrors() && functions.stream().allMatch(f -> f.failed() == 0);
  }

  RehearsalReport report(Duration took, Optional<Path> kept) {
    Verdict verdict = refused ? Verdict.REFUSED : passed() ? Verdict.PASSED : Verdict.FAILED;
    return new RehearsalReport(
        pipeline.id(),
        pipeline.stage(),
        at,
        verdict,
        took,
        ResidentMemory.peakMegabytes(),
        problems,
        stores.entrySet().stream().map(e -> new StoreReport(e.getKey(), e.getValue())).toList(),
        streams.entrySet().stream().map(e -> new StreamReport(e.getKey(), e.getValue())).toList(),
        functions,
        schedules,
        jobs,
        tables,
        expectations,
        kept);
  }
}
