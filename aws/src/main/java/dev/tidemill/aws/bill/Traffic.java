package dev.tidemill.aws.bill;

import java.time.Duration;

/**
 * What goes through streams, steadily.
 *
 * @param bytes of one event
 * @param readers how often each event is read: once for each job that reads the stream, on average
 * @param streams how many they are
 * @param partitions of all topics together
 * @param retention how long events are kept
 */
public record Traffic(
    double eventsPerSecond,
    double bytes,
    double readers,
    int streams,
    int partitions,
    Duration retention) {

  /** Bytes in a second. */
  public double bytesPerSecond() {
    return eventsPerSecond * bytes;
  }

  /** Megabytes of 1,000,000 B in a second, as the sizes of shards and processors are measured. */
  public double megabytesPerSecond() {
    return bytesPerSecond() / 1e6;
  }

  /** Events in a month. */
  public double events() {
    return eventsPerSecond * Month.SECONDS;
  }

  /** GiB in a month. */
  public double gib() {
    return bytesPerSecond() * Month.SECONDS / Month.GIB;
  }

  /** GiB of one copy that lie in the stream at a time. */
  public double gibKept() {
    return bytesPerSecond() * retention.toSeconds() / Month.GIB;
  }
}
