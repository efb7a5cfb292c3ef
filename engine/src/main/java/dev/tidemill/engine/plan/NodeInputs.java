package dev.tidemill.engine.plan;

import dev.tidemill.engine.transform.ColumnPath;
import dev.tidemill.engine.transform.Inputs;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Sql;
import dev.tidemill.model.value.Suggest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import scala.Option;
import scala.Tuple3;
import scala.jdk.javaapi.CollectionConverters;

/** The inputs of one node, its SQL bound and its mistakes taken down. */
final class NodeInputs implements Inputs {

  private final SparkSession session;
  private final Map<String, Dataset<Row>> inputs;
  private final BatchParameters batch;
  private final NodeFindings findings;

  NodeInputs(
      SparkSession session,
      Map<String, Dataset<Row>> inputs,
      BatchParameters batch,
      NodeFindings findings) {
    this.session = session;
    this.inputs = inputs;
    this.batch = batch;
    this.findings = findings;
  }

  @Override
  public Dataset<Row> one() {
    return inputs.values().iterator().next();
  }

  @Override
  public Column expression(String field, Sql sql) {
    Expression expression = at(field, sql, () -> new SqlBinding(sql, batch).expression());
    ParsedSql parsed = ParsedSql.of(expression);
    warnOfChanging(field, sql, parsed);
    if (parsed.hasSubquery()) {
      findings.add(
          Severity.ERROR,
          field,
          sql,
          Fault.of("bad-sql", "a subquery in an expression", "write it as a node: sql", ""));
      throw NodeFault.noted();
    }
    return ExpressionUtils.column(expression);
  }

  @Override
  public Dataset<Row> query(String field, Sql sql) {
    SqlBinding binding = new SqlBinding(sql, batch);
    LogicalPlan query = at(field, sql, binding::query);
    ParsedSql parsed = ParsedSql.of(query);
    warnOfChanging(field, sql, parsed);
    refuseOtherRelations(field, sql, parsed);
    return at(
        field,
        sql,
        () ->
            org.apache.spark.sql.classic.Dataset.ofRows(session, binding.bind(overInputs(query))));
  }

  /**
   * The query with its inputs before it as common table expressions: unlike views they are names of
   * this query alone, whatever else the session is doing.
   */
  private LogicalPlan overInputs(LogicalPlan query) {
    List<Tuple3<String, SubqueryAlias, Option<Object>>> relations = new ArrayList<>();
    inputs.forEach(
        (alias, rows) -> {
          LogicalPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) rows).logicalPlan();
          relations.add(
              new Tuple3<>(
                  alias,
                  new SubqueryAlias(new AliasIdentifier(alias), plan),
                  Option.<Object>empty()));
        });
    return new UnresolvedWith(query, CollectionConverters.asScala(relations).toSeq(), false);
  }

  private void refuseOtherRelations(String field, Sql sql, ParsedSql parsed) {
    boolean refused = false;
    for (UnresolvedRelation relation : parsed.relations()) {
      String name = String.join(".", CollectionConverters.asJava(relation.multipartIdentifier()));
      if (!inputs.containsKey(name)) {
        String hint =
            Suggest.nearest(name, inputs.keySet())
                .map(near -> "did you mean '" + near + "'?")
                .orElse("it has " + String.join(", ", inputs.keySet()) + "; add it to input");
        Fault fault = Fault.of("unknown-name", "no input '" + name + "'", hint, name);
        findings.add(Severity.ERROR, field, sql, placed(fault, relation.origin()));
        refused = true;
      }
    }
    if (refused) {
      throw NodeFault.noted();
    }
  }

  private void warnOfChanging(String field, Sql sql, ParsedSql parsed) {
    for (Expression call : parsed.changing()) {
      String text = sqlOf(call, sql);
      boolean time = text.contains("time") || text.contains("date") || text.startsWith("now");
      Fault fault =
          Fault.of(
              "not-repeatable",
              text + " gives another value when a batch is run again",
              time ? "write ${batch.end}" : "derive it from columns",
              text);
      findings.add(Severity.WARNING, field, sql, placed(fault, call.origin()));
    }
  }

  private static String sqlOf(Expression call, Sql sql) {
    Origin origin = call.origin();
    if (origin.startIndex().isEmpty() || origin.stopIndex().isEmpty()) {
      return call.prettyName();
    }
    int[] points = sql.text().codePoints().toArray();
    int begin = (Integer) origin.startIndex().get();
    int end = Math.min((Integer) origin.stopIndex().get() + 1, points.length);
    return new String(points, begin, end - begin);
  }

  private static Fault placed(Fault fault, Origin origin) {
    return new Fault(
        fault.code(),
        fault.message(),
        fault.hint(),
        fault.value(),
        number(origin.startIndex()),
        number(origin.line()),
        number(origin.startPosition()).map(column -> column + 1));
  }

  private static Optional<Integer> number(Option<Object> value) {
    return value.isEmpty() ? Optional.empty() : Optional.of((Integer) value.get());
  }

  @Override
  public Column column(Dataset<Row> rows, String field, String path) {
    List<String> names = ColumnPath.names(path);
    String quoted = String.join(".", names.stream().map(ColumnPath::quoted).toArray(String[]::new));
    Column column = functions.col(quoted);
    try {
      session.withActive(() -> rows.select(column));
      return column;
    } catch (Exception e) {
      if (e instanceof AnalysisException analysis) {
        throw NodeFault.of(field, SparkFaults.of(analysis, List.of(rows.columns())));
      }
      throw e;
    }
  }

  @Override
  public <T> Optional<T> attempt(Supplier<T> step) {
    try {
      return Optional.ofNullable(step.get());
    } catch (NodeFault fault) {
      fault.note(findings);
      return Optional.empty();
    }
  }

  @Override
  public <T> T at(String field, Sql sql, Supplier<T> step) {
    try {
      return session.withActive(step::get);
    } catch (Exception e) {
      if (e instanceof AnalysisException analysis) {
        findings.add(Severity.ERROR, field, sql, SparkFaults.of(analysis, columns()));
        throw NodeFault.noted();
      }
      throw e;
    }
  }

  private List<String> columns() {
    return inputs.values().stream().flatMap(rows -> Arrays.stream(rows.columns())).toList();
  }

  @Override
  public RuntimeException wrong(
      String field, String code, String message, String hint, String value) {
    return NodeFault.of(field, Fault.of(code, message, hint, value));
  }
}
