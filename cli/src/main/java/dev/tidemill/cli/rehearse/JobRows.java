package dev.tidemill.cli.rehearse;

import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Width;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.rehearse.JobReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of jobs: a line a node, or one for a job whose nodes have nothing of their own to say.
 */
final class JobRows {

  private static final int LABEL = 16;
  private static final int COUNTS = 6 + 6 + 9 + 8 + 6;

  private final Page page;
  private final Pipeline pipeline;
  private final boolean everyNode;
  private final int label;
  private boolean begun;

  JobRows(Page page, Pipeline pipeline, boolean everyNode) {
    this.page = page;
    this.pipeline = pipeline;
    this.everyNode = everyNode;
    this.label =
        pipeline.jobs().values().stream()
            .flatMap(JobRows::labels)
            .mapToInt(Width::of)
            .reduce(LABEL, Math::max);
  }

  private static Stream<String> labels(Job job) {
    return Stream.concat(
        Stream.of(job.id()), job.nodes().keySet().stream().map(node -> "  " + node));
  }

  void print(JobReport report) {
    if (!begun) {
      begun = true;
      page.print(
          page.style()
              .head(page.cut(line("job / node", "in", "out", "dropped", "nulled", "dead", ""))));
    }
    if (!everyNode && isPlain(report)) {
      print(report.job(), total(report), note(report));
    } else {
      printNodes(report);
    }
    report.notices().forEach(notice -> page.row("  " + Width.plain(notice)));
    page.problems(report.problems());
  }

  private void printNodes(JobReport report) {
    String effort =
        Figures.count(report.batches(), "batch", "batches") + ", " + Figures.seconds(report.took());
    String first =
        report.nodes().isEmpty() ? "" : report.job() + " / " + report.nodes().get(0).node();
    boolean fits = !first.isEmpty() && Width.of(first) <= label;
    if (!fits) {
      page.row(Width.left(report.job(), label + COUNTS) + "   " + effort);
    }
    for (int i = 0; i < report.nodes().size(); i++) {
      NodeCounts node = report.nodes().get(i);
      boolean isFirst = fits && i == 0;
      String table = report.tables().get(node.node());
      String note = table == null ? "" : "table " + table;
      print(isFirst ? first : "  " + node.node(), node, isFirst && note.isEmpty() ? effort : note);
    }
  }

  /** Nothing was lost, and no node but the sources is one that drops rows. */
  private boolean isPlain(JobReport report) {
    Optional<Job> job = Optional.ofNullable(pipeline.jobs().get(report.job()));
    return !report.nodes().isEmpty()
        && report.problems().isEmpty()
        && report.nodes().stream().allMatch(JobRows::lostNothing)
        && report.nodes().stream()
            .filter(node -> !isSource(job, node))
            .allMatch(node -> node.dropped().isEmpty());
  }

  private static boolean lostNothing(NodeCounts node) {
    return Stream.of(node.dropped(), node.nulled(), node.dead())
        .allMatch(count -> count.orElse(0) == 0);
  }

  private static boolean isSource(Optional<Job> job, NodeCounts node) {
    return job.map(j -> j.nodes().get(node.node()))
        .map(n -> n.role() == Node.Role.SOURCE)
        .orElse(false);
  }

  private NodeCounts total(JobReport report) {
    Optional<Job> job = Optional.ofNullable(pipeline.jobs().get(report.job()));
    List<NodeCounts> sources = report.nodes().stream().filter(node -> isSource(job, node)).toList();
    NodeCounts last = report.nodes().get(report.nodes().size() - 1);
    return new NodeCounts(
        report.job(),
        sum(sources, NodeCounts::in),
        last.out(),
        sum(report.nodes(), NodeCounts::dropped),
        sum(report.nodes(), NodeCounts::nulled),
        sum(report.nodes(), NodeCounts::dead));
  }

  private static OptionalLong sum(
      List<NodeCounts> nodes, Function<NodeCounts, OptionalLong> count) {
    return nodes.stream()
        .map(count)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .reduce(Long::sum);
  }

  private static String note(JobReport report) {
    String tables = String.join(", ", report.tables().values().stream().sorted().toList());
    String batches =
        report.batches() > 1 ? Figures.count(report.batches(), "batch", "batches") : "";
    return Stream.of(tables.isEmpty() ? "" : "table " + tables, batches)
        .filter(text -> !text.isEmpty())
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private void print(String name, NodeCounts counts, String note) {
    String line =
        line(
            name,
            Figures.count(counts.in()),
            Figures.count(counts.out()),
            Figures.count(counts.dropped()),
            Figures.count(counts.nulled()),
            Figures.count(counts.dead()),
            note);
    String cut = page.cut(line);
    page.print(lostNothing(counts) ? cut : page.style().warn(cut));
  }

  private String line(
      String name, String in, String out, String dropped, String nulled, String dead, String note) {
    String line =
        Width.left(name, label)
            + Width.right(in, 6)
            + Width.right(out, 6)
            + Width.right(dropped, 9)
            + Width.right(nulled, 8)
            + Width.right(dead, 6);
    return note.isEmpty() ? line : line + "   " + note;
  }
}
