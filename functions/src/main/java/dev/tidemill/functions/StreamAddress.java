package dev.tidemill.functions;

import java.util.Locale;
import java.util.Map;

/** Where the events of a stream go. */
record StreamAddress(String id, String topic) {
  private static final String KAFKA = "kafka:";
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
    if (!value.startsWith(KAFKA) || value.length() == KAFKA.length()) {
      throw new IllegalStateException(
          "Invalid %s: '%s', expected kafka:TOPIC".formatted(variable, value));
    }
    return new StreamAddress(id, value.substring(KAFKA.length()));
  }

  /** The id as part of an environment variable: {@code PutUser} is {@code PUT_USER}. */
  static String environmentName(String id) {
    return id.replace('-', '_').replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
