package dev.tidemill.cli.status;

import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Rows;
import dev.tidemill.cli.text.Width;
import dev.tidemill.runtime.api.Run;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The runs of a job as a table of text. */
public final class RunRows {

  private RunRows() {}

  /** A row a run, in their order. */
  public static Rows of(List<Run> runs) {
    return new Rows(
        List.of("run", "state", "started", "took", "batches", "in", "out", "trigger", "error"),
        runs.stream().map(RunRows::row).toList(),
        List.of(false, false, false, true, true, true, true, false, false));
  }

  private static List<String> row(Run run) {
    return List.of(
        run.runId(),
        run.state(),
        run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        run.endedAt()
            .map(end -> Figures.seconds(Duration.between(run.startedAt(), end)))
            .orElse(Figures.NONE),
        Figures.count(run.batches()),
        Figures.count(run.rowsIn()),
        Figures.count(run.rowsOut()),
        run.trigger() + (run.attempt() > 1 ? ", attempt " + run.attempt() : ""),
        Width.plain(run.error().orElse("")));
  }
}
