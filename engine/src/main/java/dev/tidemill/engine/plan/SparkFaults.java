package dev.tidemill.engine.plan;

import dev.tidemill.model.value.Suggest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark finds wrong in SQL, said the way we say it. */
final class SparkFaults {

  private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)*)`");
  private static final int MESSAGE = 240;

  private SparkFaults() {}

  /**
   * One fault of one exception.
   *
   * @param columns that the SQL may use, for suggestions
   */
  static Fault of(AnalysisException e, Collection<String> columns) {
    String condition = e.getCondition() == null ? "" : e.getCondition();
    Map<String, String> parameters = e.getMessageParameters();
    Fault fault;
    if (condition.startsWith("UNRESOLVED_COLUMN")) {
      fault = unknownColumn(unquoted(parameters.get("objectName")), columns);
    } else if (condition.equals("FIELD_NOT_FOUND")) {
      List<String> fields = names(parameters.get("fields"));
      fault = unknownColumn(unquoted(parameters.get("fieldName")), fields);
    } else if (condition.startsWith("UNRESOLVED_ROUTINE")) {
      fault = unknownFunction(unquoted(parameters.get("routineName")));
    } else if (condition.equals("UNEXPECTED_USE_OF_PARAMETER_MARKER")) {
      fault =
          Fault.of(
              "bad-sql",
              "a ${…} cannot stand here",
              "it is a literal value: let it stand where one may",
              "");
    } else if (condition.equals("UNBOUND_SQL_PARAMETER")) {
      fault =
          Fault.of(
              "bad-sql",
              "':" + parameters.get("name") + "' is no parameter of Tidemill",
              "write ${name}",
              "");
    } else {
      fault = Fault.of("bad-sql", message(e), "", "");
    }
    return at(fault, e);
  }

  /** A column or a field of a struct that is not there. */
  static Fault unknownColumn(String name, Collection<String> columns) {
    Optional<String> nearest = Suggest.nearest(name, columns);
    String hint =
        nearest
            .map(column -> "did you mean '" + column + "'?")
            .orElse(columns.isEmpty() ? "there is none" : "there is " + list(columns));
    return Fault.of("unknown-column", "no column '" + name + "'", hint, name);
  }

  private static Fault unknownFunction(String name) {
    List<String> known =
        CollectionConverters.asJava(FunctionRegistry$.MODULE$.builtin().listFunction()).stream()
            .map(FunctionIdentifier::funcName)
            .sorted()
            .toList();
    String hint = Suggest.nearest(name, known).map(n -> "did you mean '" + n + "'?").orElse("");
    return Fault.of("unknown-function", "no SQL function '" + name + "'", hint, name);
  }

  private static String list(Collection<String> names) {
    int shown = 8;
    String text = names.stream().limit(shown).collect(Collectors.joining(", "));
    return names.size() > shown ? text + " and " + (names.size() - shown) + " more" : text;
  }

  private static Fault at(Fault fault, AnalysisException e) {
    Optional<Integer> line = Optional.empty();
    Optional<Integer> column = Optional.empty();
    if (e.line().isDefined() && e.startPosition().isDefined()) {
      line = Optional.of((Integer) e.line().get());
      column = Optional.of((Integer) e.startPosition().get() + 1);
    }
    Optional<Integer> offset = Optional.empty();
    for (QueryContext context : e.getQueryContext()) {
      if (context.contextType() == QueryContextType.SQL && context.startIndex() >= 0) {
        offset = Optional.of(context.startIndex());
      }
    }
    if (offset.isEmpty() && line.isPresent() && line.get() == 1) {
      offset = column.map(c -> c - 1);
    }
    return new Fault(
        fault.code(), fault.message(), fault.hint(), fault.value(), offset, line, column);
  }

  /** Spark's sentence without its class, state, plan and advice about its settings. */
  private static String message(AnalysisException e) {
    String text = e.getSimpleMessage().strip();
    text = text.replaceFirst("^\\[[A-Z0-9_.]+]\\s*", "");
    text = text.replaceFirst("(?s)\\s*SQLSTATE: .*$", "");
    text = text.replaceFirst("^Cannot resolve \".*?\" due to data type mismatch: ", "");
    text = text.replaceAll("\\s*\\R\\s*", " ").replace("\"", "'");
    text = text.replaceAll("\\s*(Please, refer to|If necessary set|To tolerate|Use `try_).*$", "");
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    return text.length() <= MESSAGE ? text : text.substring(0, MESSAGE - 1) + "…";
  }

  private static String unquoted(String name) {
    return String.join(".", names(name));
  }

  private static List<String> names(String quoted) {
    List<String> names = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(quoted == null ? "" : quoted);
    while (matcher.find()) {
      names.add(matcher.group(1).replace("``", "`"));
    }
    return names.isEmpty() && quoted != null ? List.of(quoted) : names;
  }
}
