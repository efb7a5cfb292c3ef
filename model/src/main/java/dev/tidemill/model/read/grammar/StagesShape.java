package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Ids;
import java.util.Optional;

/** The stages: only their names are read here, each overlay is laid over the file elsewhere. */
record StagesShape() implements Shape {

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (!node.isNull() && !(node instanceof YamlMap)) {
      return reading.wrongType(node, place, "overlays by stage", "write prod: { … }");
    }
    ByIdShape.entries(Optional.of(node)).stream()
        .filter(entry -> !BlockShape.isUsersOwn(entry.name()))
        .forEach(
            entry ->
                Ids.check(IdKind.STAGE, "stage", entry.name())
                    .ifPresent(
                        problem ->
                            reading
                                .findings()
                                .problem(place.path() + "." + entry.name(), entry.key(), problem)));
    return Optional.empty();
  }
}
