package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlList;
import dev.tidemill.model.read.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One or a list: {@code [T]}. */
record ListShape(Shape item) implements Shape {

  @Override
  public YamlNode expand(YamlNode node) {
    if (node instanceof YamlList list) {
      return new YamlList(list.items().stream().map(item::expand).toList(), list.position());
    }
    return node.isNothing() ? node : new YamlList(List.of(item.expand(node)), node.position());
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (node.isNothing()) {
      return reading.wrongType(node, place, "one value or a list", "");
    }
    List<YamlNode> nodes =
        node instanceof YamlList list ? list.items() : List.of(item.expand(node));
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Place below = new Place(place.path() + "[" + i + "]", place.label(), nodes.get(i).position());
      item.read(nodes.get(i), below, reading).ifPresent(values::add);
    }
    return values.size() == nodes.size()
        ? Optional.of(new Value.Items(values, node.position()))
        : Optional.empty();
  }
}
