package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Ref;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awscdk.Aws;

/** What the placeholders of a plan's texts stand for: see {@link Ref}. */
final class Values {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

  private final Map<String, String> values = new LinkedHashMap<>();

  Values() {
    put(Ref.PARTITION, Aws.PARTITION);
    put(Ref.REGION, Aws.REGION);
    put(Ref.ACCOUNT, Aws.ACCOUNT_ID);
  }

  /**
   * Says what a placeholder stands for.
   *
   * @param placeholder with its dollar and braces
   */
  void put(String placeholder, String value) {
    values.put(placeholder, value);
  }

  /**
   * A text with all values in place.
   *
   * @throws IllegalStateException if nothing has said what a placeholder stands for
   */
  String text(String text) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    StringBuilder result = new StringBuilder();
    while (placeholder.find()) {
      String name = placeholder.group();
      if (name.startsWith("${tidemill:") && !values.containsKey(name)) {
        throw new IllegalStateException(name + " is not made yet");
      }
      String value = values.getOrDefault(name, name);
      placeholder.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    placeholder.appendTail(result);
    return result.toString();
  }

  List<String> texts(Collection<String> texts) {
    return texts.stream().map(this::text).toList();
  }

  /** The values of a map, in its order. */
  Map<String, String> texts(Map<String, String> texts) {
    Map<String, String> result = new LinkedHashMap<>();
    texts.forEach((name, text) -> result.put(name, text(text)));
    return result;
  }
}
