package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.grammar.Inputs;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes that read each other in a circle. */
final class CycleCheck {

  private final JobGraph graph;
  private final Findings findings;

  CycleCheck(JobGraph graph, Findings findings) {
    this.graph = graph;
    this.findings = findings;
  }

  void check() {
    Set<String> done = new HashSet<>();
    for (GraphNode node : graph.nodes().values()) {
      if (done.contains(node.id())) {
        continue;
      }
      List<String> circle = circle(node.id());
      done.addAll(circle);
      if (!circle.isEmpty()) {
        report(node, circle);
      }
    }
  }

  /** The shortest way from a node over its inputs back to itself; empty if there is none. */
  private List<String> circle(String start) {
    Map<String, String> readBy = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String id = open.remove();
      for (Inputs.Ref ref : inputs(id)) {
        if (ref.node().equals(start)) {
          return way(start, id, readBy);
        }
        if (!readBy.containsKey(ref.node())) {
          readBy.put(ref.node(), id);
          open.add(ref.node());
        }
      }
    }
    return List.of();
  }

  private List<Inputs.Ref> inputs(String id) {
    GraphNode node = graph.nodes().get(id);
    return node == null ? List.of() : node.inputs();
  }

  private static List<String> way(String start, String last, Map<String, String> readBy) {
    List<String> way = new ArrayList<>();
    for (String id = last; !id.equals(start); id = readBy.get(id)) {
      way.add(id);
    }
    way.add(start);
    return way;
  }

  private void report(GraphNode node, List<String> circle) {
    Position position = node.inputs().get(0).position();
    String start = node.id();
    findings.error(
        "cycle",
        new At(graph.path(node) + ".input", position, start),
        "rows go in a circle: " + start + " → " + String.join(" → ", circle),
        "a node reads only what comes before it");
  }
}
