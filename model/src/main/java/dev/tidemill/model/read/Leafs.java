package dev.tidemill.model.read;

import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Takes values out of leaves that are known to hold them. */
final class Leafs {

  private Leafs() {}

  /** The constant that a word of ours stands for: {@code RUN_ONCE} for {@code runOnce}. */
  static <E extends Enum<E>> E word(Class<E> type, Fields thing, String key) {
    return Enum.valueOf(type, constant(thing.text(key).orElseThrow()));
  }

  static String constant(String word) {
    return word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  /** Texts by name, in the order of the file. */
  static Map<String, String> texts(Fields fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields
        .values()
        .forEach((name, value) -> texts.put(name, (String) ((Value.Leaf) value).value()));
    return Collections.unmodifiableMap(texts);
  }

  /** A value that keeps its text beside it. */
  static <T> T written(Value value, Class<T> type) {
    return type.cast(((Value.Written) ((Value.Leaf) value).value()).value());
  }
}
