package dev.tidemill.engine.session;

import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExecuteImmediate;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.ExecutableDuringAnalysis;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;

/** Tells statements that change something. Spark carries those out when it analyses them. */
final class ReadOnly {

  /** Commands that only show; their class names begin so. */
  private static final Set<String> SHOWING = Set.of("Show", "Describe", "Explain");

  private ReadOnly() {}

  static boolean holds(LogicalPlan plan) {
    if (SHOWING.stream().anyMatch(plan.getClass().getSimpleName()::startsWith)) {
      return true;
    }
    return plan.find(ReadOnly::changes).isEmpty();
  }

  private static boolean changes(LogicalPlan node) {
    return node instanceof Command
        || node instanceof ParsedStatement
        || node instanceof ExecutableDuringAnalysis
        || node instanceof InsertIntoStatement
        || node instanceof UnresolvedExecuteImmediate;
  }
}
