package dev.tidemill.engine.run;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a batch says about the amount of its rows. */
public final class BatchSize {

  private static final long DEFAULT_MAX_PER_BATCH = 1_000_000;

  private BatchSize() {}

  /**
   * Whether more may be waiting than the batch took. A stream's part counts as full from half of
   * {@code maxPerBatch} on, since what the batch took includes messages that are no rows (markers
   * of transactions, aborted ones). Otherwise it took all that was there when it began; what has
   * come since is for the next one, or a run over a busy stream would never end.
   */
  public static boolean mayHaveLeftSome(Job job, BatchReport report) {
    Map<String, NodeCounts> counts = byNode(report);
    return report.catchUp()
        || job.nodes(Node.Role.SOURCE).stream()
            .anyMatch(source -> isFull(source, counts.get(source.id())));
  }

  /** Rows that the sources gave; what was not counted is 0. */
  public static long in(Job job, BatchReport report) {
    return sum(job, report, Node.Role.SOURCE, NodeCounts::in);
  }

  /** Rows that the targets took; what was not counted is 0. */
  public static long out(Job job, BatchReport report) {
    return sum(job, report, Node.Role.TARGET, NodeCounts::in);
  }

  private static boolean isFull(Node source, NodeCounts counts) {
    if (!source.fields().containsKey("stream") || counts == null || counts.in().isEmpty()) {
      return true;
    }
    Object maximum = source.fields().getOrDefault("maxPerBatch", DEFAULT_MAX_PER_BATCH);
    return counts.in().getAsLong() >= ((Number) maximum).longValue() / 2;
  }

  private static long sum(
      Job job, BatchReport report, Node.Role role, Function<NodeCounts, OptionalLong> count) {
    Map<String, NodeCounts> counts = byNode(report);
    return job.nodes(role).stream()
        .filter(node -> counts.containsKey(node.id()))
        .mapToLong(node -> count.apply(counts.get(node.id())).orElse(0))
        .sum();
  }

  private static Map<String, NodeCounts> byNode(BatchReport report) {
    return report.nodes().stream()
        .collect(Collectors.toMap(NodeCounts::node, node -> node, (first, second) -> first));
  }
}
