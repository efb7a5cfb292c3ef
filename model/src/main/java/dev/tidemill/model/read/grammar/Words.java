package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.YamlList;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import java.util.Collection;
import java.util.List;

/** Puts words together for messages. */
public final class Words {

  private Words() {}

  /** {@code a, b or c}. */
  public static String or(Collection<String> words) {
    return joined(List.copyOf(words), " or ");
  }

  /** {@code a, b and c}. */
  public static String and(Collection<String> words) {
    return joined(List.copyOf(words), " and ");
  }

  private static String joined(List<String> words, String last) {
    if (words.size() < 2) {
      return String.join("", words);
    }
    int end = words.size() - 1;
    return String.join(", ", words.subList(0, end)) + last + words.get(end);
  }

  /** What a value is, with its article. */
  static String form(YamlNode node) {
    if (node instanceof YamlMap) {
      return "keys";
    }
    if (node instanceof YamlList) {
      return "a list";
    }
    return node.isNothing() ? "nothing" : "'" + cut(node.toString()) + "'";
  }

  /** At most 60 characters of a text, on one line. */
  public static String cut(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= 60
        ? line
        : line.substring(0, line.offsetByCodePoints(0, 59)) + "…";
  }
}
