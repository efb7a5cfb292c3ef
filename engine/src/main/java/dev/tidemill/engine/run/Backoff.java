package dev.tidemill.engine.run;

import java.time.Duration;

/** How long to wait: 1 s, then twice as long each time, up to 1 min. */
public final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /** The wait before the next try. */
  public Duration next() {
    Duration wait = next;
    Duration twice = wait.multipliedBy(2);
    next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    return wait;
  }

  /** It worked. */
  public void reset() {
    next = FIRST;
  }
}
