package dev.tidemill.cli.rehearse;

import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Style;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.runtime.rehearse.FunctionReport;
import dev.tidemill.runtime.rehearse.RehearsalReport;
import dev.tidemill.runtime.rehearse.RehearsalReport.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The last line of a rehearsal, and the problems that no line before it has told. */
final class VerdictLine {

  private final Pipeline pipeline;
  private final RehearsalReport report;

  VerdictLine(Pipeline pipeline, RehearsalReport report) {
    this.pipeline = pipeline;
    this.report = report;
  }

  /** Errors of the report that are neither a function's nor a job's. */
  List<Finding> untold() {
    Set<Finding> told = new HashSet<>();
    report.functions().forEach(function -> told.addAll(function.problems()));
    report.jobs().forEach(job -> told.addAll(job.problems()));
    return report.problems().stream()
        .filter(problem -> problem.isError() && !told.contains(problem))
        .filter(problem -> !problem.code().equals("not-as-expected"))
        .toList();
  }

  String text(Style style) {
    String time = " in " + Figures.seconds(report.took());
    String kept = report.kept().map(folder -> "; kept in " + shown(folder)).orElse("");
    if (report.verdict() == Verdict.PASSED) {
      return style.good("PASSED")
          + time
          + ", "
          + Figures.count(report.residentMegabytes())
          + " MB resident; "
          + Losses.of(pipeline, report).text()
          + kept;
    }
    return style.bad("FAILED") + time + ": " + String.join(", ", causes()) + kept;
  }

  private List<String> causes() {
    List<String> causes = new ArrayList<>();
    add(causes, "function", report.functions().stream().filter(VerdictLine::failed));
    add(
        causes,
        "schedule",
        report.schedules().stream()
            .filter(firing -> !firing.ok() && firing.target().kind() != Schedule.Kind.FUNCTION));
    add(causes, "job", report.jobs().stream().filter(job -> !job.problems().isEmpty()));
    add(causes, "expectation", report.expectations().stream().filter(asked -> !asked.ok()));
    add(causes, "unread sample", untold().stream().filter(VerdictLine::isUnread));
    add(causes, "problem", untold().stream().filter(problem -> !isUnread(problem)));
    return causes;
  }

  private static boolean failed(FunctionReport function) {
    return function.failed() > 0 || function.problems().stream().anyMatch(Finding::isError);
  }

  private static boolean isUnread(Finding problem) {
    return problem.code().equals("unread-sample");
  }

  private static void add(List<String> causes, String noun, Stream<?> things) {
    long count = things.count();
    if (count > 0) {
      causes.add(Figures.count(count, noun));
    }
  }

  /** As seen from the folder of the definition. */
  private String shown(Path folder) {
    Path home = pipeline.folder().toAbsolutePath().normalize();
    Path absolute = folder.toAbsolutePath().normalize();
    return absolute.startsWith(home) ? home.relativize(absolute).toString() : absolute.toString();
  }
}
