package dev.tidemill.cli.rehearse;

import dev.tidemill.cli.query.ResultRows;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Progress;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Terminal;
import dev.tidemill.cli.text.Width;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.runtime.rehearse.ExpectationReport;
import dev.tidemill.runtime.rehearse.RehearsalEvent;
import dev.tidemill.runtime.rehearse.RehearsalEvent.Began;
import dev.tidemill.runtime.rehearse.RehearsalEvent.Built;
import dev.tidemill.runtime.rehearse.RehearsalEvent.ExpectationAsked;
import dev.tidemill.runtime.rehearse.RehearsalEvent.FunctionFinished;
import dev.tidemill.runtime.rehearse.RehearsalEvent.JobFinished;
import dev.tidemill.runtime.rehearse.RehearsalEvent.PartStarted;
import dev.tidemill.runtime.rehearse.RehearsalEvent.Planned;
import dev.tidemill.runtime.rehearse.RehearsalEvent.Progressed;
import dev.tidemill.runtime.rehearse.RehearsalEvent.ScheduleFired;
import dev.tidemill.runtime.rehearse.RehearsalEvent.Started;
import dev.tidemill.runtime.rehearse.RehearsalEvent.StoreFed;
import dev.tidemill.runtime.rehearse.RehearsalEvent.StreamFed;
import dev.tidemill.runtime.rehearse.RehearsalEvent.TableShown;
import dev.tidemill.runtime.rehearse.RehearsalReport;
import dev.tidemill.runtime.rehearse.ScheduleReport;
import dev.tidemill.runtime.rehearse.TableReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells a rehearsal to people, line by line as it happens. */
public final class RehearsalPrinter implements Consumer<RehearsalEvent> {

  private final Page page;
  private final Pipeline pipeline;
  private final Duration checked;
  private final int warnings;
  private final FunctionRows functions;
  private final JobRows jobs;
  private final List<String> up = new ArrayList<>();

  /**
   * A printer for one rehearsal.
   *
   * @param checked how long the check took
   * @param warnings how many the check gave
   * @param everyNode whether also the nodes of plain jobs have a line each
   */
  public RehearsalPrinter(
      PrintStream out,
      Terminal terminal,
      Style style,
      Progress progress,
      Pipeline pipeline,
      Duration checked,
      int warnings,
      boolean everyNode) {
    this.page = new Page(out, style, progress, terminal.width(), terminal.cuts());
    this.pipeline = pipeline;
    this.checked = checked;
    this.warnings = warnings;
    this.functions = new FunctionRows(page, pipeline);
    this.jobs = new JobRows(page, pipeline, everyNode);
  }

  @Override
  public synchronized void accept(RehearsalEvent event) {
    if (event instanceof Began began) {
      began(began);
    } else if (event instanceof Built built) {
      page.step("build", built.command(), Figures.seconds(built.took()));
    } else if (event instanceof PartStarted part) {
      up.add(part.part());
      page.progress().show("start    " + String.join(", ", up) + " up");
    } else if (event instanceof Started started) {
      page.step("start", parts(started), Figures.seconds(started.took()));
    } else if (event instanceof Planned planned) {
      planned(planned);
    } else if (event instanceof StoreFed fed) {
      fed("store", fed.store(), Figures.count(fed.items(), "item"), fed.file());
    } else if (event instanceof StreamFed fed) {
      fed("stream", fed.stream(), Figures.count(fed.messages(), "message"), fed.file());
    } else {
      result(event);
    }
  }

  private void result(RehearsalEvent event) {
    if (event instanceof FunctionFinished finished) {
      functions.print(finished.report());
    } else if (event instanceof ScheduleFired fired) {
      fired(fired.report());
    } else if (event instanceof JobFinished finished) {
      jobs.print(finished.report());
    } else if (event instanceof TableShown shown) {
      table(shown.report());
    } else if (event instanceof ExpectationAsked asked) {
      expectation(asked.report());
    } else if (event instanceof Progressed progressed) {
      String done =
          progressed.total().isEmpty()
              ? ""
              : " " + Figures.count(progressed.done()) + " of " + Figures.count(progressed.total());
      page.progress().show(progressed.what() + done);
    }
  }

  private void progressed(Progressed progressed) {
    String total = progressed.total().isPresent() ? " of " + Figures.count(progressed.total()) : "";
    String done = progressed.done() > 0 ? " " + Figures.count(progressed.done()) + total : "";
    page.progress().show(progressed.what() + done);
  }

  /** Shows on a terminal that it goes on, and prints nothing. */
  public synchronized void progressOnly(RehearsalEvent event) {
    if (event instanceof Progressed progressed) {
      progressed(progressed);
    }
  }

  /** Prints only what failed. */
  public synchronized void failuresOnly(RehearsalEvent event) {
    boolean failed =
        (event instanceof FunctionFinished function && !function.report().problems().isEmpty())
            || (event instanceof JobFinished job && !job.report().problems().isEmpty())
            || (event instanceof ExpectationAsked asked && !asked.report().ok());
    if (failed) {
      accept(event);
    }
  }

  /** The verdict, and the problems that belong to no function and no job. */
  public synchronized void finish(RehearsalReport report) {
    VerdictLine verdict = new VerdictLine(pipeline, report);
    for (Finding problem : verdict.untold()) {
      page.print(
          problem.position() + "  [" + problem.code() + "] " + Width.plain(problem.message()));
      if (!problem.hint().isEmpty()) {
        page.print("    " + Width.plain(problem.hint()));
      }
    }
    page.print(verdict.text(page.style()));
  }

  private void began(Began began) {
    page.row(began.pipeline() + ", stage " + began.stage() + ", from " + began.at());
    String things =
        List.of(
                things(pipeline.functions().size(), "function"),
                things(pipeline.streams().size(), "stream"),
                things(pipeline.tables().size(), "table"),
                things(pipeline.jobs().size(), "job"))
            .stream()
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    String found = warnings == 0 ? "fine" : Figures.count(warnings, "warning");
    page.step("check", (things.isEmpty() ? "" : things + ": ") + found, Figures.seconds(checked));
  }

  private static String things(int number, String noun) {
    return number == 0 ? "" : Figures.count(number, noun);
  }

  private static String parts(Started started) {
    return started.parts().stream()
        .map(part -> part.part() + " " + Figures.seconds(part.took()))
        .collect(Collectors.joining(", "));
  }

  private void planned(Planned planned) {
    String text =
        Figures.count(planned.jobs(), "job") + ", " + Figures.count(planned.nodes(), "node");
    page.step("plan", text, Figures.seconds(planned.took()));
  }

  private void fed(String label, String id, String number, Path file) {
    Path folder = pipeline.folder().toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(folder) ? folder.relativize(absolute) : file;
    page.row(Width.left(label, 9) + id + ": " + number + " from " + shown);
  }

  private void fired(ScheduleReport report) {
    Schedule.Target target = report.target();
    String kind = target.kind().name().toLowerCase(Locale.ROOT);
    page.row(
        Width.left("schedule", 10)
            + report.schedule()
            + " → "
            + kind
            + " "
            + target.id()
            + ": "
            + (report.due().isEmpty()
                ? "never fires again"
                : "fired for " + FunctionRows.due(report))
            + (report.ok() || report.due().isEmpty() ? "" : ", failed"));
  }

  private void table(TableReport table) {
    long shown = table.first().rows().size();
    String rows = Figures.count(table.rows(), "row");
    String title =
        table.table()
            + ", "
            + (table.rows() == 0 ? "no rows" : shown < table.rows() ? shown + " of " + rows : rows);
    page.print(page.style().head(page.cut(title)));
    if (shown > 0) {
      var lines = ResultRows.preview(table.first());
      List<String> text = page.cuts() ? lines.lines(page.width() - 1) : lines.lines();
      page.print(page.style().faint(text.get(0)));
      text.stream().skip(1).forEach(page::print);
    }
  }

  private void expectation(ExpectationReport asked) {
    page.step("expect", Width.plain(asked.sentence()), asked.ok() ? "ok" : "failed", asked.ok());
    if (!asked.ok()) {
      String sql = asked.sql().strip().replaceAll("\\s+", " ");
      page.print("  " + Width.plain(sql) + ": " + Width.plain(asked.observed()));
    }
  }
}
