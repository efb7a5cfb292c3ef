package dev.tidemill.runtime.history;

import dev.tidemill.runtime.state.StateDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What happened in this data folder, kept in the state database. All methods may be called by many
 * threads.
 *
 * <p>Entries are written together, within 0.2 s: a process that is killed loses that much of its
 * history, never of its work.
 */
public final class History implements AutoCloseable {

  /** Begins to write. Notices of the database itself become entries too. */
  public History(StateDatabase database, Clock clock) {}

  /**
   * Takes an entry down and tells the listeners. Never waits and never fails: what the database
   * does not take is kept for later, as far as there is room, and {@link #lost} counts the rest.
   */
  public void add(Entry entry) {}

  /**
   * Has each new entry told, in the thread that adds it; listeners must be quick.
   *
   * @return ends it
   */
  public Registration listen(Consumer<Entry> listener) {
    return () -> {};
  }

  /** How many entries could not be kept since the start. */
  public long lost() {
    return 0;
  }

  /**
   * The last runs, newest first.
   *
   * @param job empty: of all jobs
   * @throws dev.tidemill.runtime.process.WorldException if the database does not answer; so do all
   *     queries
   */
  public List<JobRunEntry> runs(Optional<String> job, int limit) {
    return List.of();
  }

  /** The last micro-batches of a job, newest first. */
  public List<BatchEntry> batches(String job, int limit) {
    return List.of();
  }

  /** The last calls of a function, newest first. */
  public List<InvocationEntry> invocations(String function, int limit) {
    return List.of();
  }

  /** The last fires of a schedule, newest first. */
  public List<FireEntry> fires(String schedule, int limit) {
    return List.of();
  }

  /** The last housekeeping of a table, newest first. */
  public List<MaintenanceEntry> maintenance(String table, int limit) {
    return List.of();
  }

  /** What was said at or after an instant, oldest first, the last 1,000 of it. */
  public List<NoticeEntry> notices(Instant since) {
    return List.of();
  }

  /** Removes what happened before, and what is more than the stated number of entries. */
  public void prune(Instant before) {}

  /** Writes what is left, for 5 s at most. */
  @Override
  public void close() {}

  /** Something that can be ended. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
