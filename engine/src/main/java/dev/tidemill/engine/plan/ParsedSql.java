package dev.tidemill.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.jdk.javaapi.CollectionConverters;

/** What stands in SQL that was parsed but not resolved: relations, subqueries, functions. */
final class ParsedSql {

  /** Functions that give other values when a batch is planned again. */
  private static final Set<String> CHANGING =
      Set.of(
          "current_timestamp",
          "current_date",
          "current_time",
          "curdate",
          "now",
          "localtimestamp",
          "rand",
          "random",
          "randn",
          "uuid",
          "randstr",
          "uniform",
          "shuffle",
          "monotonically_increasing_id",
          "spark_partition_id",
          "input_file_name");

  /** Those that need no brackets. */
  private static final Set<String> BARE =
      Set.of("current_timestamp", "current_date", "current_time", "localtimestamp");

  private final List<UnresolvedRelation> relations = new ArrayList<>();
  private final List<Expression> changing = new ArrayList<>();
  private boolean subquery;

  private ParsedSql() {}

  static ParsedSql of(Expression expression) {
    ParsedSql parsed = new ParsedSql();
    parsed.visit(expression, Set.of());
    return parsed;
  }

  static ParsedSql of(LogicalPlan query) {
    ParsedSql parsed = new ParsedSql();
    parsed.visit(query, Set.of());
    return parsed;
  }

  /** The relations that the query itself does not define. */
  List<UnresolvedRelation> relations() {
    return relations;
  }

  /** Calls of functions that give other values at each run. */
  List<Expression> changing() {
    return changing;
  }

  boolean hasSubquery() {
    return subquery;
  }

  private void visit(LogicalPlan plan, Set<String> known) {
    Set<String> names = known;
    if (plan instanceof UnresolvedWith with) {
      names = new HashSet<>(known);
      for (var relation : CollectionConverters.asJava(with.cteRelations())) {
        if (with.allowRecursion()) {
          names.add(relation._1());
        }
        visit(relation._2(), names);
        names.add(relation._1());
      }
    }
    if (plan instanceof UnresolvedRelation relation && !isKnown(relation, names)) {
      relations.add(relation);
    }
    for (Expression expression : CollectionConverters.asJava(plan.expressions())) {
      visit(expression, names);
    }
    for (LogicalPlan child : CollectionConverters.asJava(plan.children())) {
      visit(child, names);
    }
  }

  private static boolean isKnown(UnresolvedRelation relation, Set<String> names) {
    return relation.multipartIdentifier().size() == 1
        && names.contains(relation.multipartIdentifier().head());
  }

  private void visit(Expression expression, Set<String> known) {
    if (isChanging(expression)) {
      changing.add(expression);
    }
    if (expression instanceof SubqueryExpression inner) {
      subquery = true;
      visit(inner.plan(), known);
    }
    for (Expression child : CollectionConverters.asJava(expression.children())) {
      visit(child, known);
    }
  }

  private static boolean isChanging(Expression expression) {
    if (expression instanceof UnresolvedFunction function) {
      String name = function.nameParts().last().toLowerCase(Locale.ROOT);
      return CHANGING.contains(name)
          || (name.equals("unix_timestamp") && function.arguments().isEmpty());
    }
    return expression instanceof UnresolvedAttribute attribute
        && attribute.nameParts().size() == 1
        && BARE.contains(attribute.nameParts().head().toLowerCase(Locale.ROOT));
  }
}
