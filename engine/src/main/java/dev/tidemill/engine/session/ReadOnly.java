package dev.tidemill.engine.session;

import java.util.Set;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;

/** Tells statements that change something. Spark carries those out when it analyses them. */
final class ReadOnly {

  /** Commands that only show; their class names begin so. */
  private static final Set<String> SHOWING = Set.of("Show", "Describe", "Explain");

  private ReadOnly() {}

  static boolean holds(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    if (plan instanceof Command
        || plan instanceof ParsedStatement
        || name.equals("InsertIntoStatement")) {
      return SHOWING.stream().anyMatch(name::startsWith);
    }
    return true;
  }
}
