package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlNode;
import java.util.Optional;

/** What may stand behind a key. */
public interface Shape {

  /** The same value with every shorthand written out. */
  default YamlNode expand(YamlNode node) {
    return node;
  }

  /** The typed value; what is wrong goes to the findings, and there is no value then. */
  Optional<Value> read(YamlNode node, Place place, Reading reading);

  /** What may stand behind a key of it. */
  default Optional<Shape> child(String key) {
    return Optional.empty();
  }

  /** Whether a key of it is the same in every stage. */
  default boolean isFixed(String key) {
    return false;
  }

  /** Whether no stage may add or leave out keys, and what messages call one of its things. */
  default Optional<String> fixedThings() {
    return Optional.empty();
  }
}
