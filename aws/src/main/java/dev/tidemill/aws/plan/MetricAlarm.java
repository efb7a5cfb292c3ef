package dev.tidemill.aws.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alarm of CloudWatch.
 *
 * @param metrics one, or several that are summed up or of which the greatest counts
 * @param greatest which of the two
 * @param missingIsAlarm what it means if there is no figure
 * @param recipients e-mail addresses and ARNs of topics
 */
public record MetricAlarm(
    String id,
    String name,
    String description,
    List<Metric> metrics,
    boolean greatest,
    Duration period,
    Bound bound,
    boolean missingIsAlarm,
    List<String> recipients) {

  public MetricAlarm {
    metrics = List.copyOf(metrics);
    recipients = List.copyOf(recipients);
  }

  /**
   * A metric of CloudWatch.
   *
   * @param statistic as CloudWatch calls it: {@code Sum}, {@code Maximum}, {@code p95}
   */
  public record Metric(
      String namespace, String name, Map<String, String> dimensions, String statistic) {

    public Metric {
      dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
    }
  }

  /** What is out of bounds. */
  public sealed interface Bound {
    /** More than this. */
    record Above(double value) implements Bound {}

    /** Less than this. */
    record Below(double value) implements Bound {}

    /** Outside of a band of so many standard deviations. */
    record Band(double deviations) implements Bound {}
  }
}
