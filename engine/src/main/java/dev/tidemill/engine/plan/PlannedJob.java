package dev.tidemill.engine.plan;

import dev.tidemill.engine.NodeCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The planned nodes of a job, in the order of the file. */
final class PlannedJob implements CountedPlan {

  private final Map<String, PlannedNode> nodes;

  PlannedJob(Map<String, PlannedNode> nodes) {
    this.nodes = new LinkedHashMap<>(nodes);
  }

  @Override
  public Dataset<Row> target(String node) {
    return target(nodes.get(node), node).rows();
  }

  @Override
  public StructType schema(String node) {
    return target(nodes.get(node), node).schema();
  }

  private static PlannedNode target(PlannedNode planned, String node) {
    if (planned == null || planned.schema() == null) {
      throw new IllegalArgumentException("No target node: " + node);
    }
    return planned;
  }

  @Override
  public List<NodeCounts> counts() {
    return nodes.values().stream().map(node -> node.counts().get()).toList();
  }
}
