package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Ids;
import java.util.Optional;

/** One text that holds no parameters, so that the shape of the file is the same in every stage. */
record RawShape(Check check) implements Shape {

  /** Says whether the text is right, and reports what is wrong. */
  interface Check {
    boolean isGood(YamlScalar scalar, Place place, Reading reading);
  }

  /** The id of the thing itself. */
  static Shape id(IdKind kind, String word) {
    return new RawShape(
        (scalar, place, reading) ->
            Ids.check(kind, word, scalar.text())
                .map(
                    problem -> {
                      reading.findings().problem(place.path(), scalar, problem);
                      return false;
                    })
                .orElse(true));
  }

  /** The id of something declared. */
  static Shape reference(IdKind... kinds) {
    return new RawShape(
        (scalar, place, reading) ->
            reading.names().check(reading.findings(), place.path(), scalar, kinds));
  }

  /** A column, or a path to a nested one. */
  static Shape column() {
    return new RawShape((scalar, place, reading) -> true);
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (!(node instanceof YamlScalar scalar) || node.isNothing()) {
      return reading.wrongType(node, place, "one name", "");
    }
    return isWithoutParameters(scalar, place, reading) && check.isGood(scalar, place, reading)
        ? Optional.of(new Value.Leaf(scalar.text(), scalar.text(), scalar.position()))
        : Optional.empty();
  }

  /** Whether there is no parameter in a text that must be the same in every stage. */
  static boolean isWithoutParameters(YamlScalar scalar, Place place, Reading reading) {
    int at = scalar.text().indexOf("${");
    if (at < 0) {
      return true;
    }
    reading
        .findings()
        .error(
            "misplaced-parameter",
            new At(place.path(), scalar.position(at, 2), scalar.text()),
            place.label() + " takes no ${…}",
            "ids, kinds, inputs and columns are the same in every stage: write it out");
    return false;
  }
}
