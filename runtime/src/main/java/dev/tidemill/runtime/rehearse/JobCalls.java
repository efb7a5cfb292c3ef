package dev.tidemill.runtime.rehearse;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.run.Windows;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.job.JobLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** The batches of one job, and their counts in sum. */
final class JobCalls implements AutoCloseable {

  private static final int TRIES = 2;

  private final Job job;
  private final Supplier<JobRun> opener;
  private final Narrator narrator;
  private final JobLog log;
  private final Map<String, NodeCounts> counts = new LinkedHashMap<>();
  private final Set<String> notices = new LinkedHashSet<>();
  private final List<Finding> problems = new ArrayList<>();
  private Optional<JobRun> run = Optional.empty();
  private Instant lastEnd = Instant.MIN;
  private Duration took = Duration.ZERO;
  private long batches;

  /**
   * No batches yet; the run is opened when the first is due.
   *
   * @param notices what is to be known of the job whatever its batches say
   */
  JobCalls(Job job, Supplier<JobRun> opener, Narrator narrator, List<String> notices, JobLog log) {
    this.job = job;
    this.notices.addAll(notices);
    this.opener = opener;
    this.narrator = narrator;
    this.log = log;
  }

  /**
   * Runs batches until nothing is new.
   *
   * @param from the time that it is at least; the end of a window comes after it
   * @return whether none failed
   */
  boolean drain(Instant from) throws InterruptedException {
    boolean more = problems.isEmpty();
    while (more) {
      narrator.progress(job.id() + ", batch " + (batches + 1), batches, OptionalLong.empty());
      more = batch(due(from));
    }
    return problems.isEmpty();
  }

  JobReport report() {
    Map<String, String> tables = new LinkedHashMap<>();
    for (Node target : job.nodes(Node.Role.TARGET)) {
      if (target.fields().get("table") instanceof String table) {
        tables.put(target.id(), table);
      }
    }
    return new JobReport(
        job.id(),
        batches,
        took,
        List.copyOf(counts.values()),
        tables,
        List.copyOf(notices),
        problems);
  }

  private Instant due(Instant from) {
    Instant after = lastEnd.isAfter(from) ? lastEnd : from;
    return job.every()
        .map(every -> Windows.nextEnd(every, after))
        .orElseGet(() -> after.plusMillis(1));
  }

  private boolean batch(Instant due) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<BatchReport> report = opened().next(due);
        report.ifPresent(this::add);
        return report.isPresent();
      } catch (EngineException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        log.failure("batch " + (batches + 1), e);
        if (attempt == TRIES) {
          problems.add(failure(e));
          return false;
        }
      }
    }
  }

  private JobRun opened() {
    if (run.isEmpty()) {
      run = Optional.of(opener.get());
    }
    return run.get();
  }

  private Finding failure(EngineException e) {
    return Problems.error(
        e.code().orElse("job-failed"),
        "jobs." + job.id(),
        "batch " + (batches + 1) + ": " + OneLine.of(e),
        "see: tidemill logs " + job.id(),
        job.position());
  }

  private void add(BatchReport report) {
    log.batch(report);
    batches++;
    took = took.plus(report.took());
    lastEnd = report.end().isAfter(lastEnd) ? report.end() : lastEnd;
    notices.addAll(report.notices());
    for (NodeCounts node : report.nodes()) {
      counts.merge(node.node(), node, JobCalls::sum);
    }
  }

  private static NodeCounts sum(NodeCounts a, NodeCounts b) {
    return new NodeCounts(
        a.node(),
        sum(a.in(), b.in()),
        sum(a.out(), b.out()),
        sum(a.dropped(), b.dropped()),
        sum(a.nulled(), b.nulled()),
        sum(a.dead(), b.dead()));
  }

  /** What was not counted once is not known in sum. */
  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(a.getAsLong() + b.getAsLong())
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    run.ifPresent(JobRun::close);
  }
}
