package dev.tidemill.model.check;

import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.grammar.Inputs;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes that read each other in a circle. */
final class CycleCheck {

  private final JobGraph graph;
  private final Findings findings;

  CycleCheck(JobGraph graph, Findings findings) {
    this.graph = graph;
    this.findings = findings;
  }

  void check() {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    graph
        .nodes()
        .forEach(
            (id, node) -> inputs.put(id, node.inputs().stream().map(Inputs.Ref::node).toList()));
    Circles.of(inputs).forEach(this::report);
  }

  private void report(List<String> circle) {
    GraphNode node = graph.nodes().get(circle.get(0));
    findings.error(
        "cycle",
        new At(graph.path(node) + ".input", node.inputs().get(0).position(), node.id()),
        "rows go in a circle: " + String.join(" → ", circle),
        "a node reads only what comes before it");
  }
}
