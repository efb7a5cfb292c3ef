package dev.tidemill.model.resolve;

import dev.tidemill.model.ColumnType.Column;
import dev.tidemill.model.ColumnType.Struct;
import dev.tidemill.model.Sql;
import dev.tidemill.model.Template;
import dev.tidemill.model.read.grammar.Inputs;
import dev.tidemill.model.read.grammar.Scope;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Value.Held;
import dev.tidemill.model.read.grammar.Value.Items;
import dev.tidemill.model.read.grammar.Value.Leaf;
import dev.tidemill.model.value.ColumnTypes;
import dev.tidemill.model.value.ColumnTypes.TypedColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a resolved definition as YAML. What it writes is a definition again, with every shorthand
 * and default written out; secrets of rehearsals are stars.
 */
public final class ResolvedText {

  private final StringBuilder text = new StringBuilder();

  private ResolvedText() {}

  /** The definition after stage, parameters and defaults; no secret is in it. */
  public static String of(Fields definition) {
    ResolvedText writer = new ResolvedText();
    writer.keys(definition.values(), 0);
    return writer.text.toString();
  }

  private void keys(Map<String, ?> values, int indent) {
    values.forEach(
        (key, value) -> {
          text.append("  ".repeat(indent)).append(YamlTexts.key(key)).append(':');
          below(value, indent);
        });
  }

  /** A value behind a key or a dash; ends the line. */
  private void below(Object value, int indent) {
    Object plain = plain(value);
    if (plain instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.forEach((key, each) -> values.put(String.valueOf(key), each));
      text.append('\n');
      keys(values, indent + 1);
    } else if (plain instanceof List<?> list && !list.isEmpty()) {
      text.append('\n');
      list.forEach(item -> item(item, indent + 1));
    } else {
      text.append(' ').append(single(plain)).append('\n');
    }
  }

  private void item(Object value, int indent) {
    text.append("  ".repeat(indent)).append('-');
    below(value, indent);
  }

  private static String single(Object value) {
    if (value instanceof Map<?, ?>) {
      return "{}";
    }
    return value instanceof List<?> ? "[]" : YamlTexts.scalar(value);
  }

  /** Maps, lists, numbers, booleans, null and {@link Shown} for the rest. */
  private static Object plain(Object value) {
    if (value instanceof Fields fields) {
      return fields.values();
    }
    if (value instanceof Items items) {
      return items.values();
    }
    if (!(value instanceof Leaf leaf)) {
      return value;
    }
    if (leaf.value() instanceof Struct struct) {
      return columns(struct);
    }
    if (leaf.value() instanceof Inputs inputs) {
      return inputs(inputs);
    }
    if (leaf.value() instanceof Held held) {
      return held.value();
    }
    boolean escaped = leaf.value() instanceof Sql || leaf.value() instanceof Template;
    return new Shown(escaped ? leaf.shown() : Scope.escaped(leaf.shown()));
  }

  /** The text of a value that is read by its text. */
  record Shown(String text) {}

  private static Map<String, Object> columns(Struct struct) {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Column column : struct.columns()) {
      boolean nested =
          column.type() instanceof Struct && !column.required() && column.comment().isEmpty();
      columns.put(
          column.name(),
          nested
              ? columns((Struct) column.type())
              : new Shown(
                  ColumnTypes.format(
                      new TypedColumn(column.type(), column.required(), column.comment()))));
    }
    return columns;
  }

  private static Object inputs(Inputs inputs) {
    List<Inputs.Ref> refs = inputs.refs();
    boolean named = refs.stream().anyMatch(ref -> !ref.alias().equals(ref.node()));
    if (named) {
      Map<String, Object> byAlias = new LinkedHashMap<>();
      refs.forEach(ref -> byAlias.put(ref.alias(), new Shown(ref.text())));
      return byAlias;
    }
    List<Shown> shown = refs.stream().map(ref -> new Shown(ref.text())).toList();
    return shown.size() == 1 ? shown.get(0) : shown;
  }
}
