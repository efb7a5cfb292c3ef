package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import java.util.Optional;

/** The word {@code none}, or a block. */
record NoneOr(BlockShape block) implements Shape {

  @Override
  public YamlNode expand(YamlNode node) {
    return block.expand(node);
  }

  @Override
  public Optional<Shape> child(String key) {
    return block.child(key);
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    boolean none = node instanceof YamlScalar scalar && scalar.text().equals("none");
    return none
        ? Optional.of(new Value.Leaf("none", "none", node.position()))
        : block.read(node, place, reading);
  }
}
