package dev.tidemill.model.read.grammar;

import dev.tidemill.model.NodeKind;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlList;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code input} of a node of this kind must look like.
 *
 * @param wanted empty if the kind is not known: then any shape is right
 */
record InputShape(Optional<NodeKind.Inputs> wanted) implements Shape {

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (!isRightForm(node)) {
      return reading.wrongType(node, place, what(), "");
    }
    List<Inputs.Ref> refs = new ArrayList<>();
    boolean good = true;
    for (Map.Entry<YamlNode, String> each : aliases(node).entrySet()) {
      Optional<Inputs.Ref> ref = ref(each.getKey(), each.getValue(), place, reading);
      ref.ifPresent(refs::add);
      good &= ref.isPresent();
    }
    return good && isRightSet(node, place, reading)
        ? Optional.of(new Value.Leaf(new Inputs(refs), "", node.position()))
        : Optional.empty();
  }

  private boolean isRightForm(YamlNode node) {
    boolean one = node instanceof YamlScalar && !node.isNothing();
    boolean list = node instanceof YamlList;
    boolean map = node instanceof YamlMap;
    if (wanted.isEmpty()) {
      return one || list || map;
    }
    return switch (wanted.get()) {
      case NONE -> false;
      case ONE -> one;
      case LIST -> list && ((YamlList) node).items().size() > 1;
      case LEFT_RIGHT -> map;
      case NAMED -> one || list || map;
    };
  }

  private String what() {
    return switch (wanted.orElse(NodeKind.Inputs.NAMED)) {
      case NONE -> "nothing";
      case ONE -> "one node";
      case LIST -> "a list of nodes [a, b]";
      case LEFT_RIGHT -> "two nodes { left: a, right: b }";
      case NAMED -> "a node, or nodes by name { a: node }";
    };
  }

  /** Whether the names are the ones that the kind asks for. */
  private boolean isRightSet(YamlNode node, Place place, Reading reading) {
    if (wanted.isEmpty()
        || wanted.get() != NodeKind.Inputs.LEFT_RIGHT
        || !(node instanceof YamlMap map)) {
      return true;
    }
    Set<String> names = Set.copyOf(map.entries().stream().map(YamlMap.Entry::name).toList());
    if (names.equals(Set.of("left", "right"))) {
      return true;
    }
    reading
        .findings()
        .error(
            "wrong-type",
            new At(place.path(), node.position(), ""),
            "input takes the names left and right",
            "write { left: a, right: b }");
    return false;
  }

  private static Map<YamlNode, String> aliases(YamlNode node) {
    Map<YamlNode, String> aliases = new LinkedHashMap<>();
    if (node instanceof YamlMap map) {
      map.entries().forEach(entry -> aliases.put(entry.value(), entry.name()));
    } else if (node instanceof YamlList list) {
      list.items().forEach(item -> aliases.put(item, ""));
    } else {
      aliases.put(node, "");
    }
    return aliases;
  }

  private static Optional<Inputs.Ref> ref(
      YamlNode node, String alias, Place place, Reading reading) {
    if (!(node instanceof YamlScalar scalar) || node.isNothing()) {
      return reading.wrongType(node, place, "ids of nodes", "");
    }
    if (!RawShape.isWithoutParameters(scalar, place, reading)) {
      return Optional.empty();
    }
    String text = scalar.text();
    int dot = text.indexOf('.');
    String id = dot < 0 ? text : text.substring(0, dot);
    String output = dot < 0 ? "" : text.substring(dot + 1);
    return Optional.of(new Inputs.Ref(alias.isEmpty() ? id : alias, id, output, scalar.position()));
  }
}
