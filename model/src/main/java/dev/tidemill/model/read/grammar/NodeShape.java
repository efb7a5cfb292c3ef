package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Node.Role;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A node: one of three role keys with a kind as its value, and beside it the kind's fields. */
final class NodeShape implements Shape {

  static final String HOME = "the node";

  /** The keys that say what a node is. */
  static final List<String> ROLES = List.of("source", "transform", "target");

  /** What a source of streams may have in place of {@code stream}. */
  private static final List<String> ONE_OF_SEVERAL = List.of("streams", "pattern");

  private static final Set<String> FIXED =
      Set.of("source", "transform", "target", "input", "columns");

  @Override
  public boolean isFixed(String key) {
    return FIXED.contains(key);
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (!(node instanceof YamlMap map)) {
      return reading.wrongType(node, place, "keys", "write { transform: filter, input: … }");
    }
    List<YamlMap.Entry> roles =
        map.entries().stream().filter(entry -> ROLES.contains(entry.name())).toList();
    if (roles.size() != 1) {
      return reading.whole() ? wrongRoles(map, roles, place, reading) : Optional.empty();
    }
    YamlMap.Entry role = roles.get(0);
    if (!(role.value() instanceof YamlScalar scalar) || scalar.isNothing()) {
      return reading.wrongType(
          role.value(), place.key(role.name(), role.key().position()), "a kind", "");
    }
    Optional<NodeKind> kind = reading.kinds().find(role(role.name()), scalar.text());
    if (kind.isEmpty()) {
      unknownKind(role.name(), scalar, place, reading);
      return Optional.of(withoutKind(map, role.name(), place, reading));
    }
    reading.later(
        kind.get().slice(),
        place.path() + "." + role.name(),
        scalar.position(),
        role.name() + " '" + scalar.text() + "'");
    Reading inner = kind.get().slice() > 1 ? reading.elsewhere() : reading;
    return Optional.of(block(kind.get(), role.name(), map).read(map, place, inner));
  }

  private static Role role(String key) {
    return Role.valueOf(key.toUpperCase(Locale.ROOT));
  }

  private static BlockShape block(NodeKind kind, String role, YamlMap map) {
    List<Key> keys = new ArrayList<>();
    keys.add(Key.key(role, Leaves.text()).inEveryStage());
    if (kind.role() != Role.SOURCE) {
      Shape input = new InputShape(Optional.of(kind.inputs()));
      keys.add(Key.key("input", input).required("add input: the node whose rows it takes"));
    }
    keys.add(Key.key("description", Leaves.text()));
    boolean several = ONE_OF_SEVERAL.stream().anyMatch(key -> map.find(key).isPresent());
    for (NodeKind.Field field : kind.fields()) {
      Key key = FieldShapes.key(kind, field);
      keys.add(several && key.name().equals("stream") ? key.optional() : key);
    }
    return BlockShape.of(HOME, keys.toArray(Key[]::new));
  }

  private static Value.Fields withoutKind(YamlMap map, String role, Place place, Reading reading) {
    BlockShape block =
        BlockShape.of(
            HOME,
            Key.key(role, Leaves.text()),
            Key.key("input", new InputShape(Optional.empty())),
            Key.key("description", Leaves.text()));
    YamlMap known =
        map.with(map.entries().stream().filter(e -> block.child(e.name()).isPresent()).toList());
    return block.read(known, place, reading);
  }

  private static Optional<Value> wrongRoles(
      YamlMap map, List<YamlMap.Entry> roles, Place place, Reading reading) {
    if (roles.isEmpty() && map.complete()) {
      reading
          .findings()
          .error(
              "missing-key",
              place.at(),
              place.label() + " has no source, transform or target",
              "add for example transform: filter");
    } else if (!roles.isEmpty()) {
      YamlMap.Entry second = roles.get(1);
      reading
          .findings()
          .error(
              "two-roles",
              At.of(place.path(), second.key()),
              place.label() + " is a " + roles.get(0).name() + " and a " + second.name(),
              "make two nodes of it");
    }
    return Optional.of(Value.Fields.empty(place.position()));
  }

  private static void unknownKind(String role, YamlScalar scalar, Place place, Reading reading) {
    String name = scalar.text();
    At at = At.of(place.path() + "." + role, scalar);
    String message = "no " + role + " '" + Words.cut(name) + "'";
    List<NodeKind> all = reading.kinds().all();
    List<String> names =
        all.stream().filter(kind -> kind.role() == role(role)).map(NodeKind::name).toList();
    Optional<String> near = Suggest.nearest(name, names);
    Optional<NodeKind> other = all.stream().filter(kind -> kind.name().equals(name)).findFirst();
    if (near.isPresent() && other.isEmpty()) {
      reading
          .findings()
          .error(
              "unknown-kind",
              at,
              message,
              "did you mean '" + near.get() + "'? 'tidemill nodes' lists all",
              near.get());
    } else {
      String hint =
          other
              .map(kind -> "'" + name + "' is a " + kind.role().name().toLowerCase(Locale.ROOT))
              .orElse("'tidemill nodes' lists all");
      reading.findings().error("unknown-kind", at, message, hint);
    }
  }
}
