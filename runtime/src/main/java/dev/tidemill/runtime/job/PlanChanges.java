package dev.tidemill.runtime.job;

import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.change.Changes;
import java.util.Set;
import java.util.stream.Collectors;

/** Which jobs have another plan in the next definition. */
final class PlanChanges {

  private final Set<String> things;

  PlanChanges(Pipeline before, Pipeline next) {
    things =
        Changes.between(before, next).applied().stream()
            .map(change -> thing(change.path()))
            .collect(Collectors.toSet());
  }

  /** Whether the job is different, or a stream or table that it names. */
  boolean concern(Job job) {
    return things.contains("jobs." + job.id())
        || job.nodes().values().stream()
            .anyMatch(node -> names(node, "stream") || names(node, "table"));
  }

  private boolean names(Node node, String kind) {
    return things.contains(kind + "s." + node.fields().get(kind));
  }

  /** {@code jobs.executions} of {@code jobs.executions.nodes.finished}. */
  private static String thing(String path) {
    String[] keys = path.split("\\.", 3);
    return keys.length < 2 ? path : keys[0] + "." + keys[1];
  }
}
