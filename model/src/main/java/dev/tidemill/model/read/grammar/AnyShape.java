package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.grammar.References.Also;
import dev.tidemill.model.read.yaml.YamlList;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.Part;
import dev.tidemill.model.value.Part.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Anything: text, {@code Long}, {@code Double}, {@code Boolean}, null, lists and maps of them, as
 * YAML 1.2's core schema reads plain scalars; quoted ones are text.
 */
record AnyShape() implements Shape {

  private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,18})?(?:[eE][-+]?[0-9]{1,2})?");

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    return Optional.of(
        new Value.Leaf(new Value.Held(value(node, place, reading)), "", node.position()));
  }

  private static Object value(YamlNode node, Place place, Reading reading) {
    if (node instanceof YamlMap map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.entries()
          .forEach(entry -> values.put(entry.name(), value(entry.value(), place, reading)));
      return values;
    }
    if (node instanceof YamlList list) {
      List<Object> values = new ArrayList<>();
      list.items().forEach(item -> values.add(value(item, place, reading)));
      return values;
    }
    return node instanceof YamlScalar scalar ? scalar(scalar, place, reading) : null;
  }

  private static Object scalar(YamlScalar scalar, Place place, Reading reading) {
    References references = new References(reading, place.path(), scalar);
    if (scalar.text().contains("${")) {
      Optional<List<Part>> parts = references.parts();
      if (parts.isPresent()
          && parts.get().size() == 1
          && parts.get().get(0) instanceof Reference reference) {
        return references.value(reference, Also.NOTHING).orElse(null);
      }
      return references.text().orElse(null);
    }
    return scalar.isPlain() ? plain(scalar) : scalar.text();
  }

  private static Object plain(YamlScalar scalar) {
    String text = scalar.text();
    if (scalar.isNull()) {
      return null;
    }
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    if (WHOLE.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    return DECIMAL.matcher(text).matches() ? (Object) Double.parseDouble(text) : text;
  }
}
