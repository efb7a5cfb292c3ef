package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Ids;
import java.util.Optional;

/** One text that holds no parameters, so that the shape of the file is the same in every stage. */
record RawShape(Check check) implements Shape {

  /** Reports what is wrong with the text. */
  interface Check {
    void report(YamlScalar scalar, Place place, Reading reading);
  }

  /** The id of the thing itself. */
  static Shape id(IdKind kind, String word) {
    return new RawShape(
        (scalar, place, reading) ->
            Ids.check(kind, word, scalar.text())
                .ifPresent(problem -> reading.findings().problem(place.path(), scalar, problem)));
  }

  /** The id of something declared. */
  static Shape reference(IdKind... kinds) {
    return new RawShape(
        (scalar, place, reading) ->
            reading.names().check(reading.findings(), place.path(), scalar, kinds));
  }

  /** A column, or a path to a nested one. */
  static Shape column() {
    return new RawShape((scalar, place, reading) -> {});
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (!(node instanceof YamlScalar scalar) || node.isNothing()) {
      return reading.wrongType(node, place, "one name", "");
    }
    if (!isWithoutParameters(scalar, place, reading)) {
      return Optional.empty();
    }
    check.report(scalar, place, reading);
    return Optional.of(new Value.Leaf(scalar.text(), scalar.text(), scalar.position()));
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
