package dev.tidemill.model.read.grammar;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Column;
import dev.tidemill.model.ColumnType.Struct;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlList;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.ColumnTypes;
import dev.tidemill.model.value.ColumnTypes.TypedColumn;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Ids;
import dev.tidemill.model.value.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Columns by name: a type, a mapping for a struct, or a list of one for a list. */
record ColumnsShape() implements Shape {

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (!(node instanceof YamlMap map)) {
      return reading.wrongType(node, place, "columns with types", "write name: string");
    }
    if (map.entries().isEmpty() && map.complete()) {
      reading
          .findings()
          .error(
              "missing-key", place.at(), place.label() + " holds no column", "write name: string");
    }
    return struct(map, place, "", reading)
        .map(struct -> new Value.Leaf(struct, "", map.position()));
  }

  private static Optional<Struct> struct(YamlMap map, Place place, String prefix, Reading reading) {
    List<Column> columns = new ArrayList<>();
    Map<String, String> folded = new HashMap<>();
    boolean good = map.complete();
    for (YamlMap.Entry entry : map.entries()) {
      String name = prefix + entry.name();
      Place below = place.named(entry.name(), "column '" + name + "'", entry.key().position());
      good &= isGoodName(entry.key(), below, folded, reading);
      Optional<TypedColumn> type = type(entry.value(), below, name, reading);
      type.ifPresent(
          typed ->
              columns.add(
                  new Column(
                      entry.name(),
                      typed.type(),
                      typed.required(),
                      typed.comment(),
                      below.position())));
      good &= type.isPresent();
    }
    return good ? Optional.of(new Struct(columns)) : Optional.empty();
  }

  private static boolean isGoodName(
      YamlScalar key, Place place, Map<String, String> folded, Reading reading) {
    String name = key.text();
    var problem = Ids.check(IdKind.COLUMN, "column", name);
    problem.ifPresent(each -> reading.findings().problem(place.path(), key, each));
    String other = folded.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    if (other != null) {
      reading
          .findings()
          .error(
              "case-only",
              At.of(place.path(), key),
              "column '" + name + "' is '" + other + "' but for case",
              "Glue and Athena fold names to lower case: rename one of them");
    }
    return problem.isEmpty() && other == null;
  }

  private static Optional<TypedColumn> type(
      YamlNode node, Place place, String name, Reading reading) {
    if (node instanceof YamlMap map) {
      return struct(map, place, name + ".", reading).map(ColumnsShape::optional);
    }
    if (node instanceof YamlList list) {
      if (list.items().size() != 1) {
        return reading.wrongType(node, place, "a list of one type", "write [string]");
      }
      return type(list.items().get(0), place, name, reading)
          .map(item -> optional(new ColumnType.ListOf(item.type())));
    }
    if (!(node instanceof YamlScalar scalar) || node.isNothing()) {
      return reading.wrongType(node, place, "a type", "write for example string");
    }
    return RawShape.isWithoutParameters(scalar, place, reading)
        ? parsed(scalar, place, reading)
        : Optional.empty();
  }

  private static Optional<TypedColumn> parsed(YamlScalar scalar, Place place, Reading reading) {
    Parsed<TypedColumn> parsed = ColumnTypes.parse(place.label(), scalar.text(), scalar::position);
    parsed
        .problem()
        .ifPresent(problem -> reading.findings().problem(place.path(), scalar, problem));
    return parsed.value();
  }

  private static TypedColumn optional(ColumnType type) {
    return new TypedColumn(type, false, Optional.empty());
  }
}
