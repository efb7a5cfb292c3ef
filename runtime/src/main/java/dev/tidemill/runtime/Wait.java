package dev.tidemill.runtime;

import java.time.Duration;

/** How long to wait before the next try: 1 s, then twice as long each time, up to 1 min. */
public final class Wait {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Wait() {}

  /** The wait after the given number of tries that failed, from 1. */
  public static Duration after(int failures) {
    int doublings = Math.min(failures - 1, 6);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
