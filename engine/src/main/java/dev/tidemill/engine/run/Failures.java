package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.session.SparkMessages;
import java.time.Duration;

/**
 * Failures of a job in a row: how long to wait before the next try, and when to give up, since the
 * same fault of the definition comes back each time.
 */
final class Failures {

  private static final int LIMIT = 5;

  private final Backoff backoff = new Backoff();
  private String last = "";
  private int same;
  private Duration wait = Duration.ZERO;

  /** How long to wait before the next try; zero after a success. */
  Duration waitBefore() {
    return wait;
  }

  void success() {
    backoff.reset();
    last = "";
    same = 0;
    wait = Duration.ZERO;
  }

  /** What to tell the caller. */
  EngineException note(Exception failure) {
    EngineException said = said(failure);
    wait = backoff.next();
    same = said.getMessage().equals(last) ? same + 1 : 1;
    last = said.getMessage();
    if (same >= LIMIT && SparkMessages.isDeterministic(failure)) {
      return new EngineException(
          "job-failed", "failed " + same + " times in a row: " + last, failure);
    }
    return said;
  }

  private static EngineException said(Exception failure) {
    return failure instanceof EngineException known
        ? known
        : new EngineException("batch-failed", SparkMessages.line(failure), failure);
  }
}
