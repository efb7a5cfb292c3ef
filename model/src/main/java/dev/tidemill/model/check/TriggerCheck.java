package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Words;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.value.Suggest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What sets a job off: one thing, and one that is there. */
final class TriggerCheck {

  private static final Set<String> TRIGGERS = Set.of("every", "schedule", "after", "onArrival");

  private final JobGraph graph;
  private final Findings findings;
  private final String path;

  TriggerCheck(JobGraph graph, Findings findings) {
    this.graph = graph;
    this.findings = findings;
    this.path = "jobs." + graph.job();
  }

  /**
   * @param schedules those at the top, by id
   */
  void check(Map<String, Fields> schedules) {
    one();
    schedules.forEach(this::scheduled);
    costly();
    graph.fields().get("onArrival").ifPresent(this::arrival);
  }

  private void one() {
    List<Map.Entry<String, Position>> given =
        graph.fields().keys().entrySet().stream()
            .filter(entry -> TRIGGERS.contains(entry.getKey()))
            .toList();
    if (given.size() > 1) {
      String second = given.get(1).getKey();
      findings.error(
          "two-triggers",
          new At(path + "." + second, given.get(1).getValue(), ""),
          "job "
              + graph.job()
              + " has '"
              + second
              + "' and '"
              + given.get(0).getKey()
              + "' "
              + place(given.get(0).getValue()),
          "keep one; a second rhythm is a second job");
    }
  }

  /** A job that runs all the time takes no further runs. */
  private void scheduled(String id, Fields schedule) {
    if (schedule.text("job").orElse("").equals(graph.job()) && graph.fields().isGiven("every")) {
      Value job = schedule.get("job").orElseThrow();
      findings.error(
          "two-triggers",
          new At("schedules." + id + ".job", job.position(), graph.job()),
          "job "
              + graph.job()
              + " runs all the time: it has 'every' "
              + place(graph.fields().keys().get("every")),
          "keep one of the two; a second rhythm is a second job");
    }
  }

  private static String place(Position position) {
    return "(" + position.line() + ":" + position.column() + ")";
  }

  private void costly() {
    if (graph.fields().isGiven("every") && sources("stream").isEmpty() && graph.isComplete()) {
      findings.warning(
          "costly-trigger",
          new At(path + ".every", graph.fields().keys().get("every"), ""),
          "job " + graph.job() + " runs all the time but reads no stream",
          "a schedule costs only while it runs");
    }
  }

  private void arrival(Value value) {
    String id = graph.fields().text("onArrival").orElse("");
    List<String> files = sources("files");
    if (!files.contains(id) && !isUnreadable(id)) {
      Optional<String> near = Suggest.nearest(id, files);
      findings.error(
          "unknown-name",
          new At(path + ".onArrival", value.position(), id),
          "no files source '" + Words.cut(id) + "' in job " + graph.job(),
          near.map(word -> "did you mean '" + word + "'?")
              .orElse(
                  files.isEmpty()
                      ? "only files arrive: add a source files, or write every:"
                      : "there is " + Words.and(files)));
    }
  }

  /** A node of which nobody knows what it is may be what was meant. */
  private boolean isUnreadable(String id) {
    return Optional.ofNullable(graph.nodes().get(id)).filter(n -> n.kind().isEmpty()).isPresent();
  }

  private List<String> sources(String kind) {
    return graph.nodes().values().stream()
        .filter(node -> node.fields().text("source").orElse("").equals(kind))
        .map(GraphNode::id)
        .toList();
  }
}
