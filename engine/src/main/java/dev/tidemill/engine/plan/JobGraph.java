package dev.tidemill.engine.plan;

import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order in which the nodes of a job can be planned. */
final class JobGraph {

  private JobGraph() {}

  /** Each node after its inputs, else as in the file. The reader has refused cycles. */
  static List<Node> ordered(Job job) {
    List<Node> ordered = new ArrayList<>();
    Set<String> begun = new HashSet<>();
    job.nodes().values().forEach(node -> add(job, node, begun, ordered));
    return ordered;
  }

  private static void add(Job job, Node node, Set<String> begun, List<Node> ordered) {
    if (begun.add(node.id())) {
      node.inputs().values().forEach(i -> add(job, job.nodes().get(i.node()), begun, ordered));
      ordered.add(node);
    }
  }
}
