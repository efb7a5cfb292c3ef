package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A job's trigger and the shape of its graph. */
final class JobCheck {

  private static final Set<String> TRIGGERS = Set.of("every", "schedule", "after", "onArrival");

  private final ResolvedDefinition definition;
  private final JobGraph graph;
  private final Findings findings;
  private final String path;

  JobCheck(ResolvedDefinition definition, JobGraph graph) {
    this.definition = definition;
    this.graph = graph;
    this.findings = definition.findings();
    this.path = "jobs." + graph.job();
  }

  void check() {
    triggers();
    if (graph.nodes().isEmpty()) {
      empty();
      return;
    }
    new InputCheck(graph, findings).check();
    new SqlCheck(graph, findings).check();
    new CycleCheck(graph, findings).check();
    unread();
    targets();
    unchecked();
  }

  private void triggers() {
    List<Map.Entry<String, Position>> given =
        graph.fields().keys().entrySet().stream()
            .filter(entry -> TRIGGERS.contains(entry.getKey()))
            .toList();
    if (given.size() > 1) {
      String first = given.get(0).getKey();
      Position place = given.get(0).getValue();
      String second = given.get(1).getKey();
      findings.error(
          "two-triggers",
          new At(path + "." + second, given.get(1).getValue(), ""),
          "job "
              + graph.job()
              + " has '"
              + second
              + "' and '"
              + first
              + "' ("
              + place.line()
              + ":"
              + place.column()
              + ")",
          "keep one; a second rhythm is a second job");
    }
    boolean stream =
        graph.nodes().values().stream()
            .anyMatch(node -> node.fields().text("source").orElse("").equals("stream"));
    if (graph.fields().isGiven("every") && !stream && graph.isComplete()) {
      findings.warning(
          "costly-trigger",
          new At(path + ".every", graph.fields().keys().get("every"), ""),
          "job " + graph.job() + " runs all the time but reads no stream",
          "a schedule costs only while it runs");
    }
  }

  private void empty() {
    Optional<Position> nodes = Optional.ofNullable(graph.fields().keys().get("nodes"));
    if (nodes.isPresent() && graph.fields().get("nodes").isPresent()) {
      findings.error(
          "missing-key",
          new At(path + ".nodes", nodes.get(), ""),
          "job " + graph.job() + " has no nodes",
          "add a source, transforms, a target");
    }
  }

  private void unread() {
    if (!graph.isComplete()) {
      return;
    }
    Set<String> read = new HashSet<>();
    graph.nodes().values().forEach(node -> node.inputs().forEach(ref -> read.add(ref.node())));
    for (GraphNode node : graph.nodes().values()) {
      if (!node.isTarget() && !read.contains(node.id())) {
        findings.error(
            "unread-node",
            new At(graph.path(node), node.position(), node.id()),
            "no node reads '" + node.id() + "'",
            "give it to a target, or leave it out");
      }
    }
  }

  private void targets() {
    List<GraphNode> targets = graph.nodes().values().stream().filter(GraphNode::isTarget).toList();
    if (targets.size() > 1) {
      GraphNode second = targets.get(1);
      definition
          .reading()
          .notBuilt()
          .error(
              "not-built",
              new At(graph.path(second), second.position(), second.id()),
              "a second target in job " + graph.job() + " is not built yet",
              "for now write one job for each target");
    }
  }

  /** Where a kind is not known, nobody knows the columns of what follows. */
  private void unchecked() {
    Set<String> said = new HashSet<>();
    for (GraphNode node : graph.nodes().values()) {
      if (node.role().isPresent() && node.kind().isEmpty() && !said.contains(node.id())) {
        List<String> all = graph.from(node).stream().map(GraphNode::id).filter(said::add).toList();
        findings.consequence(
            "not-checked",
            new At(graph.path(node), node.position(), node.id()),
            "columns of " + String.join(", ", all),
            node.kindPosition());
      }
    }
  }
}
