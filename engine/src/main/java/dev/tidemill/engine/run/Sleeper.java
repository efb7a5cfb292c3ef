package dev.tidemill.engine.run;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Sleeper {

  /** Really waits. */
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  /** Returns when the time has passed. */
  void sleep(Duration duration) throws InterruptedException;
}
