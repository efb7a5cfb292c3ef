package dev.tidemill.model.value;

import java.time.Duration;

/** So many things in so much time. */
public record Rate(long count, Duration per) {

  /** The mean number in a second. */
  public double perSecond() {
    return count * 1000.0 / per.toMillis();
  }
}
