package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Problem;
import java.util.Optional;
import java.util.function.Function;

/**
 * One value, read by its text after parameters are filled in.
 *
 * @param parser from label and text to the value
 * @param shown how the value is written
 */
record LeafShape<T>(Parser<T> parser, Function<T, String> shown) implements Shape {

  /** Makes a value of a text. */
  interface Parser<T> {
    Parsed<T> parse(String label, String text);
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (!(node instanceof YamlScalar scalar) || node.isNothing()) {
      return reading.wrongType(node, place, "one value", "");
    }
    return new References(reading, place.path(), scalar)
        .text()
        .flatMap(text -> parse(scalar, text, place, reading));
  }

  private Optional<Value> parse(YamlScalar scalar, String text, Place place, Reading reading) {
    Parsed<T> parsed = parser.parse(place.label(), text);
    parsed.problem().ifPresent(problem -> report(scalar, text, problem, place, reading));
    return parsed
        .value()
        .map(value -> new Value.Leaf(value, shown.apply(value), scalar.position()));
  }

  private static void report(
      YamlScalar scalar, String text, Problem problem, Place place, Reading reading) {
    if (text.equals(scalar.text())) {
      reading.findings().problem(place.path(), scalar, problem);
    } else {
      At at = new At(place.path(), scalar.position(), text);
      reading.findings().error(problem.code(), at, problem.message(), problem.hint());
    }
  }
}
