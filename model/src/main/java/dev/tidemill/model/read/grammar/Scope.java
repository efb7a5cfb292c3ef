package dev.tidemill.model.read.grammar;

import dev.tidemill.model.value.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What <code>${…}</code> stands for.
 *
 * @param parameters those that have a value, typed
 * @param region of AWS, if one is given
 * @param environment from a variable's name to its value or null
 */
public record Scope(
    Map<String, Object> parameters,
    String pipeline,
    String stage,
    Optional<String> region,
    UnaryOperator<String> environment) {

  public Scope {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The same with parameters. */
  public Scope with(Map<String, Object> newParameters) {
    return new Scope(newParameters, pipeline, stage, region, environment);
  }

  /** A value as text, as the definition would write it. */
  public static String text(Object value) {
    return value instanceof Duration duration ? Durations.format(duration) : String.valueOf(value);
  }

  /** A text in which no parameter is seen where it is read again. */
  public static String escaped(String text) {
    return text.replace("${", "$${");
  }
}
