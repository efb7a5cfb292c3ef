package dev.tidemill.runtime.job;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.run.BatchSize;
import dev.tidemill.model.Job;
import java.time.Instant;
import java.util.Optional;

/** What a run has done so far. Written by its thread, read by many. */
final class RunProgress {

  private final Throughput throughput = new Throughput();
  private long batches;
  private long rowsIn;
  private long rowsOut;
  private long skippedWindows;
  private Instant lastBatchEnd;
  private String problem;

  synchronized void add(Job job, BatchReport report, Instant now) {
    long in = BatchSize.in(job, report);
    batches++;
    rowsIn += in;
    rowsOut += BatchSize.out(job, report);
    lastBatchEnd = now;
    throughput.add(new Throughput.Taken(in, now.minus(report.took()), now));
  }

  synchronized void skipped(long windows) {
    skippedWindows += windows;
  }

  synchronized void failed(String reason) {
    problem = reason;
  }

  /** The last call of the engine did what it should. */
  synchronized void worked() {
    problem = null;
  }

  synchronized long batches() {
    return batches;
  }

  synchronized long rowsIn() {
    return rowsIn;
  }

  synchronized long rowsOut() {
    return rowsOut;
  }

  synchronized long skippedWindows() {
    return skippedWindows;
  }

  synchronized Optional<Instant> lastBatchEnd() {
    return Optional.ofNullable(lastBatchEnd);
  }

  /** What went wrong last, until it works again. */
  synchronized Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  double rowsPerSecond(Instant now) {
    return throughput.rowsPerSecond(now);
  }
}
