package dev.tidemill.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.LogicalRDD;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds out which columns of the nodes at forks are of use. In their place it plans an empty input
 * of the same columns, and asks Spark's optimizer what it still reads of it.
 */
final class Probes implements NodeRows {

  private final SparkSession session;
  private final List<String> forks;
  private final Map<String, Dataset<Row>> rows = new HashMap<>();
  private final Map<String, RDD<?>> probes = new HashMap<>();

  Probes(SparkSession session, List<String> forks) {
    this.session = session;
    this.forks = forks;
  }

  @Override
  public Observed observe(String node) {
    return Observed.nothing();
  }

  @Override
  public Dataset<Row> given(String node, Dataset<Row> given) {
    if (!forks.contains(node)) {
      return given;
    }
    rows.put(node, given);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Dataset<Row> probe = session.createDataFrame(spark.<Row>emptyRDD(), given.schema());
    probes.put(node, ((LogicalRDD) plan(probe)).rdd());
    return probe;
  }

  /**
   * The columns, once all nodes are planned; the last fork first decides what those before give.
   */
  Shared shared(List<Dataset<Row>> targets) {
    List<Dataset<Row>> ends = new ArrayList<>(targets);
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (int i = forks.size() - 1; i >= 0; i--) {
      String fork = forks.get(i);
      List<String> used = used(fork, ends);
      columns.put(fork, used);
      ends.add(Sharing.select(rows.get(fork), used));
    }
    return new Shared(columns);
  }

  private List<String> used(String fork, List<Dataset<Row>> ends) {
    Set<String> names = new HashSet<>();
    for (Dataset<Row> end : ends) {
      LogicalPlan optimized =
          ((org.apache.spark.sql.classic.Dataset<Row>) end).queryExecution().optimizedPlan();
      AttributeSet referred = optimized.outputSet().$plus$plus(references(optimized));
      leaves(optimized).stream()
          .filter(leaf -> leaf instanceof LogicalRDD rdd && rdd.rdd() == probes.get(fork))
          .flatMap(leaf -> CollectionConverters.asJava(leaf.output()).stream())
          .filter(referred::contains)
          .map(Attribute::name)
          .forEach(names::add);
    }
    String[] all = rows.get(fork).columns();
    List<String> used = Arrays.stream(all).filter(names::contains).toList();
    return used.isEmpty() ? List.of(all[0]) : used;
  }

  private static AttributeSet references(LogicalPlan plan) {
    AttributeSet all = plan.references();
    for (LogicalPlan child : CollectionConverters.asJava(plan.children())) {
      all = all.$plus$plus(references(child));
    }
    return all;
  }

  private static List<LogicalPlan> leaves(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.collectLeaves());
  }

  private static LogicalPlan plan(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).logicalPlan();
  }
}
