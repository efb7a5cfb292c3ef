package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlNode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A shape that has a shorter way of writing. */
record ShorthandShape(Shape full, UnaryOperator<YamlNode> writtenOut) implements Shape {

  @Override
  public YamlNode expand(YamlNode node) {
    return full.expand(writtenOut.apply(node));
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    return full.read(writtenOut.apply(node), place, reading);
  }

  @Override
  public Optional<Shape> child(String key) {
    return full.child(key);
  }

  @Override
  public boolean isFixed(String key) {
    return full.isFixed(key);
  }

  @Override
  public Optional<String> fixedThings() {
    return full.fixedThings();
  }
}
