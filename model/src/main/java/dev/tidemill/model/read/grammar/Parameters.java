package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.value.DataSizes;
import dev.tidemill.model.value.Durations;
import dev.tidemill.model.value.Instants;
import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gives parameters their types and values. */
public final class Parameters {

  /** The types that a parameter may have. */
  static final List<String> TYPES =
      List.of("string", "long", "double", "boolean", "duration", "size", "instant");

  private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,17})\\.[0-9]{1,18}(?:[eE][-+]?[0-9]{1,3})?");

  private final Reading reading;

  public Parameters(Reading reading) {
    this.reading = reading;
  }

  /** The values by name; one without a value is reported and left out. */
  public Map<String, Object> read(Value.Fields parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters
        .things()
        .forEach(
            (name, parameter) ->
                value(name, parameter, parameters.keys().get(name))
                    .ifPresent(value -> values.put(name, value)));
    return values;
  }

  private Optional<Object> value(String name, Value.Fields parameter, Position position) {
    Optional<String> text = parameter.text("default");
    if (text.isEmpty()) {
      if (!parameter.isGiven("default")) {
        error(
            "parameter-unset",
            name,
            position,
            "parameter " + name + " has no value",
            "give it a default, or --set " + name + "=VALUE");
      }
      return Optional.empty();
    }
    String type = parameter.text("type").orElseGet(() -> typeOf(text.get()));
    Position place = parameter.get("default").orElseThrow().position();
    Optional<Object> value = typed(name, type, text.get(), place);
    return value.filter(each -> isAllowed(name, type, each, text.get(), parameter, place));
  }

  private Optional<Object> typed(String name, String type, String text, Position place) {
    Parsed<?> parsed = parse(type, "parameter " + name, text);
    parsed
        .problem()
        .ifPresent(
            problem ->
                error("parameter-type", name, place, problem.message(), hint(type, problem)));
    return parsed.value().map(each -> (Object) each);
  }

  private static String hint(String type, Problem problem) {
    return "it is a " + type + (problem.hint().isEmpty() ? "" : ": " + problem.hint());
  }

  private boolean isAllowed(
      String name, String type, Object value, String text, Value.Fields parameter, Position place) {
    List<String> allowed = parameter.items("values").leaves(String.class);
    if (!allowed.isEmpty() && !allowed.contains(text)) {
      error(
          "parameter-type",
          name,
          place,
          "parameter " + name + ": '" + Words.cut(text) + "' is not among its values",
          "it is " + Words.or(allowed));
      return false;
    }
    boolean low =
        bound(name, type, "min", parameter).map(min -> compare(value, min) < 0).orElse(false);
    boolean high =
        bound(name, type, "max", parameter).map(max -> compare(value, max) > 0).orElse(false);
    if (low || high) {
      String bound = low ? "min" : "max";
      error(
          "out-of-range",
          name,
          place,
          "parameter " + name + ": " + Words.cut(text) + " is out of range",
          "its " + bound + " is " + parameter.text(bound).orElse(""));
    }
    return !low && !high;
  }

  private Optional<Object> bound(String name, String type, String key, Value.Fields parameter) {
    return parameter
        .text(key)
        .flatMap(text -> typed(name, type, text, parameter.get(key).orElseThrow().position()));
  }

  private static int compare(Object a, Object b) {
    return Comparing.compare(a, b);
  }

  private static String typeOf(String text) {
    if (WHOLE.matcher(text).matches()) {
      return "long";
    }
    if (DECIMAL.matcher(text).matches()) {
      return "double";
    }
    if (text.equals("true") || text.equals("false")) {
      return "boolean";
    }
    if (Durations.parse("", text).value().isPresent()) {
      return "duration";
    }
    if (DataSizes.parse("", text).value().isPresent()) {
      return "size";
    }
    return Instants.parse("", text).value().isPresent() ? "instant" : "string";
  }

  private static Parsed<?> parse(String type, String label, String text) {
    return switch (type) {
      case "long" -> Leaves.integer(label, text, Long.MIN_VALUE, Long.MAX_VALUE);
      case "double" -> Leaves.number(label, text);
      case "boolean" ->
          Leaves.word(label, text, List.of("true", "false")).map(word -> word.equals("true"));
      case "duration" -> Durations.parse(label, text);
      case "size" -> DataSizes.parse(label, text);
      case "instant" -> Instants.parse(label, text);
      default -> Parsed.of(text);
    };
  }

  private void error(String code, String name, Position place, String message, String hint) {
    reading.findings().error(code, new At("parameters." + name, place, ""), message, hint);
  }
}
