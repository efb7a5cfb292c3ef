package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a function's calls.
 *
 * @param sent calls that a process took up
 * @param ok of these, those that succeeded and were to succeed
 * @param refused ended in the error that their samples expect
 * @param failed all others, with those that could not be sent
 * @param p50 of the calls that were answered; empty if none was
 * @param firings the schedules that called it
 * @param problems why calls failed, one finding a cause; message and hint are a line each
 */
public record FunctionReport(
    String function,
    long sent,
    long ok,
    long refused,
    long failed,
    Optional<Duration> p50,
    Optional<Duration> p95,
    int coldStarts,
    List<ScheduleReport> firings,
    List<Finding> problems) {

  public FunctionReport {
    firings = List.copyOf(firings);
    problems = List.copyOf(problems);
  }
}
