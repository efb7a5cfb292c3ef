package dev.tidemill.model.read;

import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import java.util.Locale;

/** Takes values out of leaves that are known to hold them. */
final class Leafs {

  private Leafs() {}

  /** The constant that a word of ours stands for: {@code RUN_ONCE} for {@code runOnce}. */
  static <E extends Enum<E>> E word(Class<E> type, Fields thing, String key) {
    String word = thing.text(key).orElseThrow();
    return Enum.valueOf(type, word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }

  /** A value that keeps its text beside it. */
  static <T> T written(Value value, Class<T> type) {
    return type.cast(((Value.Written) ((Value.Leaf) value).value()).value());
  }
}
