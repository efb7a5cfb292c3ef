package dev.tidemill.aws.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A statement of an IAM policy.
 *
 * @param purpose what it is for: its {@code Sid}, letters and digits
 * @param allowed whether it allows or denies
 * @param resources ARNs; see {@link Ref}
 * @param conditions values by operator and key
 */
public record Statement(
    String purpose,
    boolean allowed,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions) {

  public Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
  }

  static Statement allow(String purpose, List<String> actions, List<String> resources) {
    return new Statement(purpose, true, actions, resources, new LinkedHashMap<>());
  }

  /** The same where a condition holds, too. */
  Statement where(String operator, String key, List<String> values) {
    Map<String, Map<String, List<String>>> more = new LinkedHashMap<>(conditions);
    more.put(operator, Collections.singletonMap(key, List.copyOf(values)));
    return new Statement(purpose, allowed, actions, resources, more);
  }
}
