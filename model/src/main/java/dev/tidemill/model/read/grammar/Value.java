package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A typed value read from the definition. What could not be read is absent. */
public sealed interface Value {

  /** Where the text stands that gave it. */
  Position position();

  /**
   * One value.
   *
   * @param value of the type that its shape says
   * @param shown as it is written where the definition is printed; no secret is in it
   */
  record Leaf(Object value, String shown, Position position) implements Value {}

  /** What a leaf holds where anything may stand; it may be null. */
  record Held(Object value) {}

  /** What a leaf holds where the text is kept to be shown. */
  record Written(Object value, String text) {}

  /** Values in order. */
  record Items(List<Value> values, Position position) implements Value {
    public Items {
      values = List.copyOf(values);
    }

    /** The leaves among them, of this type. */
    public <T> List<T> leaves(Class<T> type) {
      return values.stream()
          .filter(Leaf.class::isInstance)
          .map(each -> type.cast(((Leaf) each).value()))
          .toList();
    }
  }

  /**
   * Values by key, in the order of the text; defaults follow.
   *
   * @param keys the positions of the keys that were written, also of those without a good value
   */
  record Fields(Map<String, Value> values, Map<String, Position> keys, Position position)
      implements Value {

    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** Nothing at all. */
    public static Fields empty(Position position) {
      return new Fields(Map.of(), Map.of(), position);
    }

    /** Whether the key was written, and not taken back. */
    public boolean isGiven(String key) {
      return keys.containsKey(key);
    }

    /** The value of a key. */
    public Optional<Value> get(String key) {
      return Optional.ofNullable(values.get(key));
    }

    /** The value of a key that holds one of this type. */
    public <T> Optional<T> leaf(String key, Class<T> type) {
      return get(key).flatMap(value -> Values.leaf(value, type));
    }

    /** The text of a key. */
    public Optional<String> text(String key) {
      return leaf(key, String.class);
    }

    /** The keys below a key; empty ones if it is not there. */
    public Fields fields(String key) {
      return get(key)
          .filter(Fields.class::isInstance)
          .map(Fields.class::cast)
          .orElseGet(() -> empty(position));
    }

    /** The list of a key; an empty one if it is not there. */
    public Items items(String key) {
      return get(key)
          .filter(Items.class::isInstance)
          .map(Items.class::cast)
          .orElseGet(() -> new Items(List.of(), position));
    }

    /** Those of its values that are mappings themselves, by key. */
    public Map<String, Fields> things() {
      Map<String, Fields> things = new LinkedHashMap<>();
      values.forEach(
          (key, value) -> {
            if (value instanceof Fields fields) {
              things.put(key, fields);
            }
          });
      return things;
    }
  }
}
