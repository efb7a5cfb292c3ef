package dev.tidemill.engine.plan;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Makes Catalyst's trees of SQL with parameters. Each <code>${name}</code> becomes one of Spark's
 * named parameter markers, as long as itself, so that offsets in messages stay right; the text is
 * parsed, and only in the tree does the value take the marker's place, as a typed literal. So no
 * value is ever SQL. Catalyst's own parser is used, since that of the session would put Spark's
 * settings in for what looks like a variable.
 */
final class SqlBinding {

  private final String text;
  private final Map<String, Literal> values = new HashMap<>();

  SqlBinding(Sql sql, BatchParameters batch) {
    StringBuilder marked = new StringBuilder();
    int at = 0;
    List<Sql.Placeholder> placeholders = sql.placeholders();
    for (int i = 0; i < placeholders.size(); i++) {
      Sql.Placeholder placeholder = placeholders.get(i);
      String name = "_" + i;
      marked.append(sql.text(), at, placeholder.start()).append(':').append(name);
      int length = placeholder.end() - placeholder.start();
      marked.append(" ".repeat(Math.max(0, length - 1 - name.length())));
      values.put(name, literal(placeholder, batch));
      at = placeholder.end();
    }
    this.text = marked.append(sql.text().substring(at)).toString();
  }

  private static Literal literal(Sql.Placeholder placeholder, BatchParameters batch) {
    Object value =
        placeholder
            .value()
            .orElseGet(
                () ->
                    switch (placeholder.name()) {
                      case "batch.start" -> batch.start();
                      case "batch.end" -> batch.end();
                      case "batch.id" -> batch.id();
                      default ->
                          throw new IllegalArgumentException("No value: " + placeholder.name());
                    });
    return Literal$.MODULE$.apply(value instanceof DataSize size ? (Object) size.bytes() : value);
  }

  /** One expression, its parameters bound. */
  Expression expression() {
    Expression parsed = CatalystSqlParser$.MODULE$.parseExpression(text);
    return parsed.transform(
        new AbstractPartialFunction<Expression, Expression>() {
          @Override
          public boolean isDefinedAt(Expression expression) {
            return expression instanceof NamedParameter parameter
                && values.containsKey(parameter.name());
          }

          @Override
          public Expression apply(Expression expression) {
            return values.get(((NamedParameter) expression).name());
          }
        });
  }

  /** One query, its parameters still to be bound by {@link #bind}. */
  LogicalPlan query() {
    return CatalystSqlParser$.MODULE$.parseQuery(text);
  }

  /** Has Spark's analyzer put the values in, in whatever subquery their markers stand. */
  LogicalPlan bind(LogicalPlan query) {
    if (values.isEmpty()) {
      return query;
    }
    List<String> names = new ArrayList<>(values.keySet());
    List<Expression> literals = new ArrayList<>();
    names.forEach(name -> literals.add(values.get(name)));
    return new NameParameterizedQuery(
        query,
        CollectionConverters.asScala(names).toSeq(),
        CollectionConverters.asScala(literals).toSeq());
  }
}
