package dev.tidemill.runtime.rehearse;

import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What became of a job.
 *
 * @param batches that committed
 * @param took all its batches together
 * @param nodes counts summed over the batches, in the order of the file
 * @param tables written, by the id of the target node
 * @param notices what a user should know, a line each
 * @param problems why it failed; empty: it did not
 */
public record JobReport(
    String job,
    long batches,
    Duration took,
    List<NodeCounts> nodes,
    Map<String, String> tables,
    List<String> notices,
    List<Finding> problems) {

  public JobReport {
    nodes = List.copyOf(nodes);
    tables = Map.copyOf(tables);
    notices = List.copyOf(notices);
    problems = List.copyOf(problems);
  }
}
