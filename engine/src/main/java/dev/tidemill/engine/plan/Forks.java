package dev.tidemill.engine.plan;

import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the ways to the targets of a job part. */
final class Forks {

  private Forks() {}

  /**
   * The nodes whose rows several targets read by different ways, each after its inputs. Where all
   * that read a node lead to the same targets, the fork is further on.
   */
  static List<String> of(Job job) {
    Map<String, List<String>> readers = new HashMap<>();
    List<Node> ordered = JobGraph.ordered(job);
    for (Node node : ordered) {
      readers.put(node.id(), new ArrayList<>());
      node.inputs().values().forEach(input -> readers.get(input.node()).add(node.id()));
    }
    Map<String, Set<String>> targets = new HashMap<>();
    List<String> forks = new ArrayList<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Node node = ordered.get(i);
      Set<String> reached = new HashSet<>();
      if (node.role() == Node.Role.TARGET) {
        reached.add(node.id());
      }
      readers.get(node.id()).forEach(reader -> reached.addAll(targets.get(reader)));
      targets.put(node.id(), reached);
      if (!readers.get(node.id()).stream().allMatch(r -> targets.get(r).equals(reached))) {
        forks.add(0, node.id());
      }
    }
    return forks;
  }

  /** A node and all that it comes of. */
  static Set<String> upstream(Job job, String node) {
    Set<String> found = new HashSet<>(Set.of(node));
    job.nodes()
        .get(node)
        .inputs()
        .values()
        .forEach(input -> found.addAll(upstream(job, input.node())));
    return found;
  }
}
