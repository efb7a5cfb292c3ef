package dev.tidemill.runtime.function;

/**
 * How many calls of a function run side by side, each in a process of its own.
 *
 * @param waits whether one more waits until another has ended; if not, it is throttled
 */
record Limit(int most, boolean waits) {

  static final Limit ONE = new Limit(1, true);
}
