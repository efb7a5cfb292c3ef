package dev.tidemill.functions;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The producer's settings: ours for short-lived functions, then what the environment says. */
final class KafkaSettings {
  private static final String PREFIX = "TIDEMILL_KAFKA_";
  private static final List<String> SIZES = List.of("MAX_REQUEST_SIZE", "BATCH_SIZE");

  /** What the broker takes as one message unless it is told otherwise. */
  private static final int DEFAULT_MAX_REQUEST_BYTES = 1_048_576;

  private KafkaSettings() {}

  /**
   * {@code TIDEMILL_KAFKA_X_Y} is the setting {@code x.y} for the pipeline's own Kafka, {@code
   * TIDEMILL_CONNECTION_ID__X_Y} for that of a connection. Whoever starts the function sets {@code
   * BATCH_SIZE} below the smallest and {@code MAX_REQUEST_SIZE} to the largest of its streams'
   * limits, for all of them together: a batch that is over a topic's limit is split and never
   * delivered.
   *
   * @param connection the id of a connection; empty text: the pipeline's own Kafka
   */
  static Map<String, Object> of(Map<String, String> environment, String connection) {
    Map<String, Object> settings = defaults(environment);
    String prefix =
        connection.isEmpty()
            ? PREFIX
            : "TIDEMILL_CONNECTION_" + StreamAddress.environmentName(connection) + "__";
    SIZES.forEach(
        name -> {
          if (environment.containsKey(PREFIX + name)) {
            settings.put(setting(name), environment.get(PREFIX + name));
          }
        });
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            settings.put(setting(name.substring(prefix.length())), value);
          }
        });
    if (!settings.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalStateException(
          "No broker to send to: " + prefix + "BOOTSTRAP_SERVERS is not set");
    }
    return settings;
  }

  static int maxRequestBytes(Map<String, String> environment) {
    String value = environment.get("TIDEMILL_KAFKA_MAX_REQUEST_SIZE");
    return value == null ? DEFAULT_MAX_REQUEST_BYTES : Integer.parseInt(value.strip());
  }

  private static String setting(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static Map<String, Object> defaults(Map<String, String> environment) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEFAULT_MAX_REQUEST_BYTES);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    // Neither JMX beans nor telemetry requests: a function lives too short for either.
    settings.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(
        ProducerConfig.CLIENT_ID_CONFIG,
        environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "tidemill"));
    return settings;
  }
}
