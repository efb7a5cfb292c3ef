package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlList;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shorter ways of writing, and what they stand for. */
final class Shorthands {

  private Shorthands() {}

  /** A lone value stands for its main key. */
  static Shape of(String mainKey, Shape full) {
    return new ShorthandShape(full, node -> scalar(node).map(s -> map(s, mainKey, s)).orElse(node));
  }

  /** A lone value or a list stands for its main key. */
  static Shape ofList(String mainKey, Shape full) {
    return new ShorthandShape(
        full,
        node -> {
          Optional<YamlScalar> first =
              node instanceof YamlList list
                  ? list.items().stream().findFirst().flatMap(Shorthands::scalar)
                  : scalar(node);
          return first.map(s -> map(s, mainKey, node)).orElse(node);
        });
  }

  /** {@code userId} stands for {@code {userId: string}}. */
  static Shape attribute(Shape full) {
    return new ShorthandShape(
        full,
        node ->
            scalar(node)
                .<YamlNode>map(
                    name ->
                        new YamlMap(
                            List.of(new YamlMap.Entry(name, name.meaning("string"))),
                            name.position(),
                            true))
                .orElse(node));
  }

  /** {@code true} stands for a key with a word, {@code false} for nothing. */
  static Shape flag(String mainKey, String word, Shape full) {
    return new ShorthandShape(
        full,
        node -> {
          String text = scalar(node).map(YamlScalar::text).orElse("");
          return switch (text) {
            case "true" -> map((YamlScalar) node, mainKey, ((YamlScalar) node).meaning(word));
            case "false" -> ((YamlScalar) node).meaning("null");
            default -> node;
          };
        });
  }

  /** {@code [users, clicks]} stands for the two with what is usual for each. */
  static YamlNode idsWrittenOut(YamlNode node) {
    List<YamlNode> ids =
        node instanceof YamlList list
            ? list.items()
            : scalar(node).map(s -> List.<YamlNode>of(s)).orElse(List.of());
    List<YamlMap.Entry> entries = new ArrayList<>();
    for (YamlNode id : ids) {
      if (!(id instanceof YamlScalar name)) {
        return node;
      }
      entries.add(new YamlMap.Entry(name, name.meaning("")));
    }
    return entries.isEmpty() ? node : new YamlMap(entries, node.position(), true);
  }

  private static Optional<YamlScalar> scalar(YamlNode node) {
    return node instanceof YamlScalar scalar && !scalar.isNull()
        ? Optional.of(scalar)
        : Optional.empty();
  }

  private static YamlNode map(YamlScalar place, String key, YamlNode value) {
    return new YamlMap(
        List.of(new YamlMap.Entry(place.meaning(key), value)), value.position(), true);
  }
}
