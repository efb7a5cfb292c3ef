package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.Suggest;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A block whose keys depend on the word behind {@code type}.
 *
 * @param word what messages call such a thing: {@code connection}
 */
record VariantShape(String word, SortedMap<String, BlockShape> variants) implements Shape {

  static VariantShape of(String word, Map<String, BlockShape> variants) {
    return new VariantShape(word, new TreeMap<>(variants));
  }

  @Override
  public YamlNode expand(YamlNode node) {
    return variant(node).map(block -> block.expand(node)).orElse(node);
  }

  private Optional<BlockShape> variant(YamlNode node) {
    return node instanceof YamlMap map
        ? map.value("type")
            .filter(YamlScalar.class::isInstance)
            .map(type -> variants.get(((YamlScalar) type).text()))
        : Optional.empty();
  }

  @Override
  public Optional<Shape> child(String key) {
    return variants.values().stream().flatMap(block -> block.child(key).stream()).findFirst();
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    Optional<BlockShape> variant = variant(node);
    if (variant.isPresent()) {
      return variant.get().read(node, place, reading);
    }
    if (!(node instanceof YamlMap map)) {
      return reading.wrongType(node, place, "keys", "it begins with type:");
    }
    Optional<YamlNode> type = map.value("type");
    if (type.isPresent() && type.get() instanceof YamlScalar scalar) {
      String hint =
          Suggest.nearest(scalar.text(), variants.keySet())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("it is " + Words.or(variants.keySet()));
      reading
          .findings()
          .error(
              "unknown-kind",
              At.of(place.path() + ".type", scalar),
              "no " + word + " type '" + Words.cut(scalar.text()) + "'",
              hint);
    } else if (reading.whole()) {
      reading
          .findings()
          .error(
              "missing-key",
              place.at(),
              place.label() + " has no type",
              "it is " + Words.or(variants.keySet()));
    }
    return Optional.empty();
  }
}
