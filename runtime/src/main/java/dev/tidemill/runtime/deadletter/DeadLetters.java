package dev.tidemill.runtime.deadletter;

import dev.tidemill.runtime.deadletter.DeadLetter.Kind;
import dev.tidemill.runtime.state.StateDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dead letters of schedules and functions. */
public final class DeadLetters {

  /** Sends one again. */
  @FunctionalInterface
  public interface Sender {
    /**
     * Returns when it went through.
     *
     * @throws dev.tidemill.runtime.schedule.TargetException if it failed again
     */
    void send(DeadLetter letter) throws InterruptedException;
  }

  /** On tables that exist. */
  public DeadLetters(StateDatabase database, Clock clock) {}

  /** Keeps one more; waits while the database is away. */
  public String add(Kind kind, String name, String body, Map<String, String> attributes) {
    return "";
  }

  /** The last ones, newest first, those that went through again included. */
  public List<DeadLetter> list(Kind kind, String name, int limit) {
    return List.of();
  }

  /** How many of a thing wait to be sent again. */
  public long count(Kind kind, String name) {
    return 0;
  }

  /**
   * Sends them again, oldest first, one after the other.
   *
   * @param ids empty: all that did not go through yet
   * @param sender {@code AsyncInvocations.redriver()} or {@code Schedules.redriver()}
   */
  public List<Redriven> redrive(Kind kind, String name, Optional<List<String>> ids, Sender sender)
      throws InterruptedException {
    return List.of();
  }

  /** Removes those from before. */
  public void prune(Instant before) {}
}
