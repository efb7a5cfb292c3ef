package dev.tidemill.cli.rehearse;

import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Width;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.rehearse.FunctionReport;
import dev.tidemill.runtime.rehearse.ScheduleReport;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The table of functions, a row as each is finished. */
final class FunctionRows {

  private static final int NAME = 16;
  private static final DateTimeFormatter DUE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final Page page;
  private final int name;
  private boolean begun;

  FunctionRows(Page page, Pipeline pipeline) {
    this.page = page;
    this.name = pipeline.functions().keySet().stream().mapToInt(Width::of).reduce(NAME, Math::max);
  }

  void print(FunctionReport report) {
    if (!begun) {
      begun = true;
      page.print(
          page.style()
              .head(
                  page.cut(
                      line("function", "sent", "ok", "refused", "failed", "p50", "p95", "cold"))));
    }
    String line =
        line(
            report.function(),
            Figures.count(report.sent()),
            Figures.count(report.ok()),
            Figures.count(report.refused()),
            Figures.count(report.failed()),
            duration(report.p50()),
            duration(report.p95()),
            Figures.count(report.coldStarts()));
    page.print(report.failed() > 0 ? page.style().bad(page.cut(line)) : page.cut(line));
    report.firings().stream()
        .filter(firing -> firing.due().isPresent())
        .forEach(firing -> page.row("  fired for " + due(firing)));
    page.problems(report.problems());
  }

  /** {@code 2026-11-13 03:15 Europe/Berlin}. */
  static String due(ScheduleReport firing) {
    return firing
        .due()
        .map(due -> DUE.format(ZonedDateTime.ofInstant(due, firing.timezone())))
        .map(local -> local + " " + firing.timezone().getId())
        .orElse("never");
  }

  private String line(
      String function,
      String sent,
      String ok,
      String refused,
      String failed,
      String p50,
      String p95,
      String cold) {
    return Width.left(function, name)
        + Width.right(sent, 6)
        + Width.right(ok, 6)
        + Width.right(refused, 9)
        + Width.right(failed, 8)
        + Width.right(p50, 8)
        + Width.right(p95, 8)
        + Width.right(cold, 6);
  }

  private static String duration(Optional<Duration> duration) {
    return duration.map(Figures::milliseconds).orElse(Figures.NONE);
  }
}
