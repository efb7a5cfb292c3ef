package dev.tidemill.runtime.state;

import dev.tidemill.runtime.OneLine;

/** What is at the bottom of a failure. */
final class Causes {

  private Causes() {}

  /** What the innermost cause says, one line. */
  static String line(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return OneLine.of(cause);
  }
}
