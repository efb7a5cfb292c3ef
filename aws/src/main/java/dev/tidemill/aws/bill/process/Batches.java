package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import java.time.Duration;

/**
 * Runs that begin every so often and process what came since.
 *
 * @param start before the first byte is read
 * @param executors of 4 virtual processors
 */
record Batches(Duration every, Duration start, int executors) {

  private static final double LEAST_SECONDS = 60;
  private static final double MOST_OF_THE_TIME = 0.8;
  private static final double BYTES_PER_EXECUTOR = 4 * Speed.MB_PER_VCPU * 1e6;

  /** With as many executors as end well before the next run. */
  static Batches inTime(Traffic traffic, Duration every, Duration start) {
    double room = every.toSeconds() * MOST_OF_THE_TIME - start.toSeconds();
    double bytes = traffic.bytesPerSecond() * every.toSeconds();
    double executors = Math.ceil(bytes / BYTES_PER_EXECUTOR / room);
    return new Batches(every, start, (int) Math.max(1, executors));
  }

  double runs() {
    return Month.times(every);
  }

  /** Of one run; a minute at least is charged. */
  double seconds(Traffic traffic) {
    double bytes = traffic.bytesPerSecond() * every.toSeconds();
    return Math.max(LEAST_SECONDS, start.toSeconds() + bytes / (executors * BYTES_PER_EXECUTOR));
  }

  /** Hours of all runs of a month. */
  double hours(Traffic traffic) {
    return runs() * seconds(traffic) / 3600;
  }
}
