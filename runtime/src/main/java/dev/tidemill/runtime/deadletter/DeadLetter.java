package dev.tidemill.runtime.deadletter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What could not be delivered or done.
 *
 * @param name the schedule's or function's id
 * @param body what was sent, JSON
 * @param attributes as AWS names them, in its order
 * @param redrivenAt when it went through again
 */
public record DeadLetter(
    String id,
    Kind kind,
    String name,
    String body,
    Map<String, String> attributes,
    Instant at,
    Optional<Instant> redrivenAt) {

  /** Whose it is. */
  public enum Kind {
    SCHEDULE,
    FUNCTION
  }
}
