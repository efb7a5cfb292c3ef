package dev.tidemill.runtime.rehearse;

import java.time.Duration;
import java.time.Instant;

/** When the windows of a job end. */
final class Windows {

  private Windows() {}

  /** The first whole multiple of {@code every} since 1970 UTC that is after the instant. */
  static Instant nextEnd(Duration every, Instant after) {
    long width = every.toMillis();
    return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), width) + 1) * width);
  }
}
