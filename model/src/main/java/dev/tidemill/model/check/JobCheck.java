package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The shape of a job's graph. */
final class JobCheck {

  private final JobGraph graph;
  private final Findings findings;
  private final String path;

  JobCheck(JobGraph graph, Findings findings) {
    this.graph = graph;
    this.findings = findings;
    this.path = "jobs." + graph.job();
  }

  void check() {
    if (graph.nodes().isEmpty()) {
      empty();
      return;
    }
    new InputCheck(graph, findings).check();
    new SqlCheck(graph, findings).check();
    new CycleCheck(graph, findings).check();
    unread();
    unchecked();
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
