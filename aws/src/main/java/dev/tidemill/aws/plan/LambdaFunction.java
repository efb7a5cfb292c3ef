package dev.tidemill.aws.plan;

import dev.tidemill.model.Function;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function on Lambda, with a version and the alias {@code live}.
 *
 * @param handler what Lambda calls: the function's own, or our wrapper around it
 * @param role what it acts as
 * @param inNetwork whether it needs the network of the brokers
 * @param internet whether, in that network, it needs the NAT
 * @param snapStart whether it starts from a snapshot
 */
public record LambdaFunction(
    Function function,
    String name,
    String handler,
    Map<String, String> environment,
    Role role,
    boolean inNetwork,
    boolean internet,
    boolean snapStart) {

  /** The alias that everything calls. */
  public static final String ALIAS = "live";

  public LambdaFunction {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }

  public String id() {
    return function.id();
  }

  /** What counts its timeouts, where an alarm asks for them. */
  public String timeoutsMetric() {
    return AlarmPlans.timeoutsName(name);
  }

  public String logGroup() {
    return logGroup(name);
  }

  static String logGroup(String name) {
    return "/aws/lambda/" + name;
  }

  /** The ARN of the alias. */
  static String aliasArn(String name) {
    return Ref.arn("lambda", "function:" + name + ":" + ALIAS);
  }
}
