package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A whole rehearsal: all that {@code --json} tells.
 *
 * @param took from the start of {@code run} to the verdict
 * @param residentMegabytes the most that this process held in memory
 * @param problems everything found, warnings of the definition included; the causes of the verdict
 *     among them
 * @param kept the folder, if it was kept
 */
public record RehearsalReport(
    String pipeline,
    String stage,
    Instant at,
    Verdict verdict,
    Duration took,
    long residentMegabytes,
    List<Finding> problems,
    List<StoreReport> stores,
    List<StreamReport> streams,
    List<FunctionReport> functions,
    List<ScheduleReport> schedules,
    List<JobReport> jobs,
    List<TableReport> tables,
    List<ExpectationReport> expectations,
    Optional<Path> kept) {

  public RehearsalReport {
    problems = List.copyOf(problems);
    stores = List.copyOf(stores);
    streams = List.copyOf(streams);
    functions = List.copyOf(functions);
    schedules = List.copyOf(schedules);
    jobs = List.copyOf(jobs);
    tables = List.copyOf(tables);
    expectations = List.copyOf(expectations);
  }

  /** How it ended. */
  public enum Verdict {
    /** Everything was as it should be. */
    PASSED,
    /** Something was not: {@link #problems}, the functions, jobs and expectations say what. */
    FAILED,
    /** Planning found errors in the definition ({@link #problems}); nothing was sent. */
    REFUSED
  }

  /** What a store was given from its samples. */
  public record StoreReport(String store, long items) {}

  /** What a stream was given from its samples. */
  public record StreamReport(String stream, long messages) {}
}
