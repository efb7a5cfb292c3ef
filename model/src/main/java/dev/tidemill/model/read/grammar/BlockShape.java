package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.SourceText;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlText;
import dev.tidemill.model.value.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping with keys of ours: closed, but for {@code x-} keys, which are ignored. */
public final class BlockShape implements Shape {

  /** Says more about a block than its keys can. */
  interface Rule {
    void check(Value.Fields block, Place place, Reading reading);
  }

  private final String home;
  private final List<Key> keys;
  private final List<Rule> rules;

  private BlockShape(String home, List<Key> keys, List<Rule> rules) {
    this.home = home;
    this.keys = List.copyOf(keys);
    this.rules = List.copyOf(rules);
  }

  /**
   * A block.
   *
   * @param home what messages call the block where a key belongs to it: {@code the job}
   */
  static BlockShape of(String home, Key... keys) {
    return new BlockShape(home, List.of(keys), List.of());
  }

  /** The same block with one rule more. */
  BlockShape with(Rule rule) {
    List<Rule> all = new ArrayList<>(rules);
    all.add(rule);
    return new BlockShape(home, keys, all);
  }

  /** Whether a key is the user's own, which is ignored in every mapping of ours. */
  public static boolean isUsersOwn(String key) {
    return key.startsWith("x-");
  }

  /** What messages call the block. */
  String home() {
    return home;
  }

  private Optional<Key> find(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  @Override
  public YamlNode expand(YamlNode node) {
    if (!(node instanceof YamlMap map)) {
      return node;
    }
    return map.with(
        map.entries().stream()
            .map(
                entry ->
                    new YamlMap.Entry(
                        entry.key(),
                        child(entry.name())
                            .filter(shape -> !entry.value().isNull())
                            .map(shape -> shape.expand(entry.value()))
                            .orElse(entry.value())))
            .toList());
  }

  @Override
  public Optional<Shape> child(String key) {
    return find(key).map(Key::shape);
  }

  @Override
  public boolean isFixed(String key) {
    return find(key).map(Key::fixed).orElse(false);
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (node.isNull()) {
      return Optional.of(read(new YamlMap(List.of(), place.position(), true), place, reading));
    }
    return node instanceof YamlMap map
        ? Optional.of(read(map, place, reading))
        : reading.wrongType(node, place, "keys", keysHint());
  }

  /** Reads a mapping. */
  public Value.Fields read(YamlMap map, Place place, Reading reading) {
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Position> given = new LinkedHashMap<>();
    for (YamlMap.Entry entry : map.entries()) {
      if (!isUsersOwn(entry.name())) {
        readKey(entry, place, reading, values, given);
      }
    }
    complete(map, place, reading, values, given);
    Value.Fields block = new Value.Fields(values, given, map.position());
    if (reading.whole() && map.complete()) {
      rules.forEach(rule -> rule.check(block, place, reading));
    }
    return block;
  }

  private void readKey(
      YamlMap.Entry entry,
      Place place,
      Reading reading,
      Map<String, Value> values,
      Map<String, Position> given) {
    Optional<Key> key = find(entry.name());
    if (key.isEmpty()) {
      unknown(entry, place, reading);
      return;
    }
    Position position = entry.key().position();
    if (isExplicitNull(entry.value())) {
      return;
    }
    given.put(entry.name(), position);
    Place below = place.key(entry.name(), position);
    reading.later(key.get().slice(), below.path(), position, "'" + entry.name() + "'");
    key.get()
        .shape()
        .read(entry.value(), below, key.get().slice() > 1 ? reading.elsewhere() : reading)
        .ifPresent(value -> values.put(entry.name(), value));
  }

  private static boolean isExplicitNull(YamlNode node) {
    return node.isNull() && !node.isNothing();
  }

  private void complete(
      YamlMap map,
      Place place,
      Reading reading,
      Map<String, Value> values,
      Map<String, Position> given) {
    for (Key key : keys) {
      if (given.containsKey(key.name())) {
        continue;
      }
      key.fallback()
          .flatMap(text -> defaultValue(key, text, place, reading))
          .ifPresent(value -> values.put(key.name(), value));
      if (key.required() && reading.whole() && map.complete()) {
        reading
            .findings()
            .error(
                "missing-key",
                place.at(),
                (place.path().isEmpty() ? "the file" : place.label()) + " has no " + key.name(),
                key.hint());
      }
    }
  }

  private static Optional<Value> defaultValue(Key key, String text, Place place, Reading reading) {
    SourceText source = new SourceText(place.position().file(), text);
    return YamlText.fragment(text, source)
        .flatMap(
            node ->
                key.shape()
                    .read(
                        key.shape().expand(node),
                        place.key(key.name(), place.position()),
                        reading.elsewhere()))
        .map(value -> Defaults.at(value, place.position()));
  }

  private void unknown(YamlMap.Entry entry, Place place, Reading reading) {
    At at = At.of(place.key(entry.name(), place.position()).path(), entry.key());
    String message = "no key '" + Words.cut(entry.name()) + "' here";
    List<String> names = keys.stream().map(Key::name).toList();
    Optional<String> near = Suggest.nearest(entry.name(), names);
    Optional<String> owner = near.isPresent() ? Optional.empty() : Homes.of(entry.name(), home);
    if (near.isPresent()) {
      String hint = "did you mean '" + near.get() + "'? keys of your own begin with 'x-'";
      reading.findings().error("unknown-key", at, message, hint, near.get());
    } else {
      String hint =
          owner.map(where -> "'" + entry.name() + "' belongs to " + where).orElse(keysHint());
      reading.findings().error("unknown-key", at, message, hint);
    }
  }

  private String keysHint() {
    return "it takes " + Words.and(keys.stream().map(Key::name).toList());
  }
}
