package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.Bookmark;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The window of a batch. */
record BatchTimes(Instant start, Instant end) {

  /** Of the batch after {@code last}, due then. Windows end at whole multiples since 1970. */
  static BatchTimes after(Bookmark last, Instant due, Optional<Duration> every) {
    boolean first = last.batch() == 0;
    Instant end = due;
    if (!first && !due.isAfter(last.end())) {
      end = every.map(window -> multipleAfter(last.end(), window)).orElse(last.end());
    }
    Instant begin = first ? every.map(end::minus).orElse(end) : last.end();
    return new BatchTimes(begin, end);
  }

  private static Instant multipleAfter(Instant time, Duration window) {
    long millis = window.toMillis();
    return Instant.ofEpochMilli((Math.floorDiv(time.toEpochMilli(), millis) + 1) * millis);
  }
}
