package dev.tidemill.engine.plan;

import dev.tidemill.engine.transform.Transform;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/** What must hold of the rows of any transform. */
final class OutputChecks {

  private OutputChecks() {}

  static void check(
      Transform transform,
      Collection<Dataset<Row>> inputs,
      Dataset<Row> rows,
      NodeFindings findings) {
    Set<String> names = new HashSet<>();
    for (String name : rows.columns()) {
      if (!names.add(name)) {
        findings.error(
            "", Fault.of("same-name", "two columns '" + name + "'", "rename one of them", name));
      }
    }
    int taken = inputs.stream().mapToInt(OutputChecks::generators).sum();
    if (transform.rows() == Transform.Rows.SAME && generators(rows) > taken) {
      findings.error(
          "",
          Fault.of(
              "bad-sql",
              "explode makes several rows of one, which new columns cannot",
              "write it as a node: sql",
              ""));
    }
  }

  private static int generators(Dataset<Row> rows) {
    return count(((org.apache.spark.sql.classic.Dataset<Row>) rows).logicalPlan());
  }

  private static int count(LogicalPlan plan) {
    int count = plan instanceof Generate ? 1 : 0;
    for (LogicalPlan child : CollectionConverters.asJava(plan.children())) {
      count += count(child);
    }
    return count;
  }
}
