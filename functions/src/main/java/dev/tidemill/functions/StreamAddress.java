package dev.tidemill.functions;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the events of a stream go.
 *
 * @param connection the id of the connection whose Kafka has the topic; empty text: the pipeline's
 *     own
 */
record StreamAddress(String id, String topic, String connection) {
  private static final Pattern KAFKA = Pattern.compile("kafka:([^@]+)(?:@(.+))?");
  private static final String KINESIS = "kinesis:";

  static StreamAddress of(String id, Map<String, String> environment) {
    String variable = "TIDEMILL_STREAM_" + environmentName(id);
    String value = environment.get(variable);
    String function = environment.getOrDefault("TIDEMILL_FUNCTION", "FUNCTION");
    if (value == null) {
      throw new IllegalStateException(
          "Unknown stream '%s': name it in functions.%s.uses of pipeline.yaml (%s is not set)"
              .formatted(id, function, variable));
    }
    if (value.startsWith(KINESIS)) {
      throw new IllegalStateException(
          "Stream '%s' is %s: Kinesis streams are not built yet, use Kafka".formatted(id, value));
    }
    Matcher parts = KAFKA.matcher(value);
    if (!parts.matches()) {
      throw new IllegalStateException(
          "Invalid %s: '%s', expected kafka:TOPIC[@CONNECTION]".formatted(variable, value));
    }
    return new StreamAddress(id, parts.group(1), parts.group(2) == null ? "" : parts.group(2));
  }

  /** The id as part of an environment variable: {@code PutUser} is {@code PUT_USER}. */
  static String environmentName(String id) {
    return id.replace('-', '_').replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
