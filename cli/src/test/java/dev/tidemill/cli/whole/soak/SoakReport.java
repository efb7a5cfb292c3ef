package dev.tidemill.cli.whole.soak;

import java.time.Duration;

/**
 * What a soak found.
 *
 * @param kills by SIGKILL, whatever was killed
 * @param acknowledged events
 * @param lost acknowledged events that a target does not hold
 * @param doubled events that a target holds more than once
 * @param accepted asynchronous invocations
 * @param unaccounted accepted ones that left no record
 * @param due fires since the first start
 * @param notFired fires due that did not happen
 * @param slowestStart from starting the command to its being ready
 */
record SoakReport(
    int kills,
    long acknowledged,
    long lost,
    long doubled,
    long accepted,
    long unaccounted,
    long due,
    long notFired,
    Duration slowestStart,
    Duration took) {

  boolean isClean() {
    return lost == 0 && doubled == 0 && unaccounted == 0 && notFired == 0;
  }

  String text() {
    return """
        kills %,d, in %,d s, slowest start %.1f s
        events acknowledged %,d, lost %,d, doubled %,d (table, stream and files together)
        invocations accepted %,d, unaccounted %,d
        fires due %,d, not fired %,d
        """
        .formatted(
            kills,
            took.toSeconds(),
            slowestStart.toMillis() / 1000.0,
            acknowledged,
            lost,
            doubled,
            accepted,
            unaccounted,
            due,
            notFired);
  }
}
