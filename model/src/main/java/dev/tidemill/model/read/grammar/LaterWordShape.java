package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** A word, of which all but some come with a later release step. */
record LaterWordShape(Shape word, List<String> now, int slice) implements Shape {

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    Optional<Value> value = word.read(node, place, reading);
    value
        .flatMap(each -> Values.leaf(each, String.class))
        .filter(text -> !now.contains(text))
        .ifPresent(
            text ->
                reading.later(
                    slice, place.path(), node.position(), place.label() + " '" + text + "'"));
    return value;
  }
}
