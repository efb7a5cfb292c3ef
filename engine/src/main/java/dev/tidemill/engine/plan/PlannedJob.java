package dev.tidemill.engine.plan;

import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.Job;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.CollectMetricsExec$;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The planned nodes of a job, in the order of the file. */
final class PlannedJob implements CountedPlan {

  private final Job job;
  private final Map<String, PlannedNode> nodes;
  private final Sharing sharing;
  private final Set<String> counted = new HashSet<>();

  PlannedJob(Job job, Map<String, PlannedNode> nodes, Sharing sharing) {
    this.job = job;
    this.nodes = nodes;
    this.sharing = sharing;
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
  public void written(String node) {
    counted.addAll(Forks.upstream(job, node));
  }

  @Override
  public void fetched(String node, Dataset<Row> rows) {
    Set<String> first = Forks.upstream(job, node);
    first.removeAll(counted);
    Map<String, Row> counts =
        CollectionConverters.asJava(
            CollectMetricsExec$.MODULE$.collect(
                ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                    .queryExecution()
                    .executedPlan()));
    first.forEach(each -> sharing.fetched(each, counts));
    counted.addAll(first);
  }

  @Override
  public List<NodeCounts> counts() {
    return nodes.entrySet().stream()
        .map(
            node ->
                counted.contains(node.getKey())
                    ? node.getValue().counts().get()
                    : NodeCounts.unknown(node.getKey()))
        .toList();
  }

  @Override
  public void close() {
    sharing.close();
  }
}
