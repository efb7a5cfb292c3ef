package dev.tidemill.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A bound that somebody wants to be told about.
 *
 * @param period over how long the metric is looked at, 1m to 24h, whole minutes
 * @param missing what it means if there is no figure
 * @param recipients who is told: e-mail addresses and ARNs of SNS topics
 */
public record Alarm(
    String id,
    Optional<String> description,
    Metric metric,
    Bound bound,
    Duration period,
    Missing missing,
    List<String> recipients,
    Position position) {

  public Alarm {
    recipients = List.copyOf(recipients);
  }

  /**
   * A figure of a thing.
   *
   * @param id of the thing; a schedule in a function or a job has its id
   */
  public record Metric(Kind kind, String id, Measure measure) {}

  /** The kinds of things that are measured. */
  public enum Kind {
    FUNCTION,
    JOB,
    STREAM,
    SCHEDULE
  }

  /** What is measured. */
  public enum Measure {
    INVOCATIONS,
    ERRORS,
    TIMEOUTS,
    /** A time. */
    P95,
    FAILURES,
    ROWS_OUT,
    DROPPED,
    NULLED,
    /** Messages that wait. */
    LAG,
    /** A time: the age of the oldest message that waits. */
    LAG_TIME,
    DEAD_LETTERS;

    /** Whether it is a time and not a number. */
    public boolean isTime() {
      return this == P95 || this == LAG_TIME;
    }
  }

  /** What is out of bounds. */
  public sealed interface Bound {
    /** A number greater than this. */
    record Above(double value) implements Bound {}

    /** A number less than this. */
    record Below(double value) implements Bound {}

    /** A time longer than this. */
    record Longer(Duration value) implements Bound {}

    /** A time shorter than this. */
    record Shorter(Duration value) implements Bound {}

    /**
     * A figure outside of a band around what CloudWatch expects.
     *
     * @param band its width in standard deviations
     */
    record Anomaly(double band) implements Bound {}
  }

  /** What the absence of figures means. */
  public enum Missing {
    OK,
    ALARM
  }
}
