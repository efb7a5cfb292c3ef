package dev.tidemill.engine.run;

import java.time.Duration;

/** How long to wait before the next try: 1 s, then twice as long each time, up to 1 min. */
public final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 6;

  private int failures;

  /** The wait after the given number of tries that failed, from 1. */
  public static Duration after(int failures) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** The wait after one more try that failed. */
  public Duration next() {
    failures = Math.min(failures, DOUBLINGS) + 1;
    return after(failures);
  }

  /** It worked. */
  public void reset() {
    failures = 0;
  }
}
