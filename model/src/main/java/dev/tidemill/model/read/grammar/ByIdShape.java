package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Things by their ids, or values by names of the user's.
 *
 * @param kind what the ids must look like; empty: any text
 * @param word what messages call one of the things
 * @param inEveryStage whether no stage adds or leaves out any
 * @param ours whether the names are ours; columns, secrets and what other systems name may begin
 *     with {@code x-}
 */
public record ByIdShape(
    Optional<IdKind> kind, String word, Shape shape, boolean inEveryStage, boolean ours)
    implements Shape {

  @Override
  public YamlNode expand(YamlNode node) {
    if (!(node instanceof YamlMap map)) {
      return node;
    }
    return map.with(
        map.entries().stream()
            .map(entry -> new YamlMap.Entry(entry.key(), expanded(entry.value())))
            .toList());
  }

  private YamlNode expanded(YamlNode value) {
    return value.isNull() ? value : shape.expand(value);
  }

  @Override
  public Optional<Shape> child(String key) {
    return Optional.of(shape);
  }

  @Override
  public Optional<String> fixedThings() {
    return inEveryStage ? Optional.of(word) : Optional.empty();
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (node.isNull()) {
      return Optional.of(Value.Fields.empty(place.position()));
    }
    if (!(node instanceof YamlMap map)) {
      return reading.wrongType(node, place, "names with values", "write " + word + ": …");
    }
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Position> given = new LinkedHashMap<>();
    for (YamlMap.Entry entry : map.entries()) {
      if (ours && BlockShape.isUsersOwn(entry.name())) {
        continue;
      }
      Position position = entry.key().position();
      Place below = place.named(entry.name(), label(entry.name()), position);
      kind.flatMap(each -> Ids.check(each, word, entry.name()))
          .ifPresent(problem -> reading.findings().problem(below.path(), entry.key(), problem));
      checkAlike(entry.key(), below, given, reading);
      given.put(entry.name(), position);
      shape.read(entry.value(), below, reading).ifPresent(value -> values.put(entry.name(), value));
    }
    return Optional.of(new Value.Fields(values, given, map.position()));
  }

  private void checkAlike(
      YamlScalar key, Place place, Map<String, Position> before, Reading reading) {
    String fold = Ids.fold(key.text());
    Optional<String> other =
        before.keySet().stream().filter(each -> Ids.fold(each).equals(fold)).findFirst();
    if (kind.isPresent() && kind.get() != IdKind.COLUMN && other.isPresent()) {
      SameName.report(word, key, place.path(), word, other.get(), before.get(other.get()), reading);
    } else if (kind.isPresent() && kind.get() == IdKind.COLUMN) {
      before.keySet().stream()
          .filter(each -> each.equalsIgnoreCase(key.text()))
          .findFirst()
          .ifPresent(
              each ->
                  reading
                      .findings()
                      .error(
                          "case-only",
                          At.of(place.path(), key),
                          "column '" + key.text() + "' is '" + each + "' but for case",
                          "Glue and Athena fold names to lower case: rename one of them"));
    }
  }

  private String label(String id) {
    return word + " " + Words.cut(id);
  }

  /** Things of a kind that every stage has. */
  static ByIdShape fixed(IdKind kind, String word, Shape shape) {
    return new ByIdShape(Optional.of(kind), word, shape, true, true);
  }

  /** Things of a kind. */
  static ByIdShape of(IdKind kind, String word, Shape shape) {
    boolean ours = kind != IdKind.COLUMN && kind != IdKind.SECRET;
    return new ByIdShape(Optional.of(kind), word, shape, false, ours);
  }

  /** Values by any text that is ours to name. */
  static ByIdShape ours(String word, Shape shape) {
    return new ByIdShape(Optional.empty(), word, shape, false, true);
  }

  /** Values by any text. */
  static ByIdShape free(String word, Shape shape) {
    return new ByIdShape(Optional.empty(), word, shape, false, false);
  }

  /** The ids of a mapping as it is written. */
  static List<YamlMap.Entry> entries(Optional<YamlNode> node) {
    return node.filter(YamlMap.class::isInstance)
        .map(map -> ((YamlMap) map).entries())
        .orElse(List.of());
  }
}
