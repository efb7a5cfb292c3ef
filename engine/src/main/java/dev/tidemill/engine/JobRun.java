package dev.tidemill.engine;

import java.time.Instant;
import java.util.Optional;

/** A job that is being run. Not thread-safe: one thread calls it, batch after batch. */
public interface JobRun extends AutoCloseable {

  /**
   * Recovers, catches up, then runs one batch over what is new. A batch that had to be caught up is
   * reported alone; what is new comes with the next call.
   *
   * @param due the end of the window, which SQL sees as <code>${batch.end}</code>
   * @return empty if nothing is new; nothing was committed then
   * @throws EngineException if this batch failed; the caller may try again. Code {@code
   *     interrupted}: this thread was interrupted, and its flag is set again
   */
  Optional<BatchReport> next(Instant due);

  /** Lets go of clients; commits nothing. */
  @Override
  void close();
}
