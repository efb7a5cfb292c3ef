package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlNode;
import java.util.Optional;

/** A secret for rehearsals: read as text, never shown. */
record SecretValueShape() implements Shape {

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    return Leaves.text()
        .read(node, place, reading)
        .map(value -> new Value.Leaf(((Value.Leaf) value).value(), "***", value.position()));
  }
}
