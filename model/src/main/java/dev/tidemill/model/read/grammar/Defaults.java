package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import java.util.LinkedHashMap;
import java.util.Map;

/** Moves values that stand in no file to the thing that they belong to. */
final class Defaults {

  private Defaults() {}

  static Value at(Value value, Position position) {
    if (value instanceof Value.Leaf leaf) {
      return new Value.Leaf(leaf.value(), leaf.shown(), position);
    }
    if (value instanceof Value.Items items) {
      return new Value.Items(
          items.values().stream().map(each -> at(each, position)).toList(), position);
    }
    Map<String, Value> moved = new LinkedHashMap<>();
    ((Value.Fields) value).values().forEach((key, each) -> moved.put(key, at(each, position)));
    return new Value.Fields(moved, Map.of(), position);
  }
}
