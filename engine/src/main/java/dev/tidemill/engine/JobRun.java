package dev.tidemill.engine;

import java.time.Instant;
import java.util.Optional;

/** A job that is being run. Not thread-safe: one thread calls it, batch after batch. */
public interface JobRun extends AutoCloseable {

  /**
   * Recovers, catches up, then runs one batch over what is new. A batch that had to be caught up is
   * reported alone; what is new comes with the next call.
   *
   * <p>After a failure the next call waits first, 1 s doubling to 1 min, and then tries the batch
   * again. A runner that is faster is no failure.
   *
   * @param due the end of the window, which SQL sees as <code>${batch.end}</code>; if it is not
   *     after the end of the last batch, the next whole window is taken
   * @return empty if nothing is new; nothing was committed then
   * @throws EngineException if this batch failed. {@link EngineException#isFinal} says whether
   *     trying again cannot help; {@code job-failed} is the same fault of the definition five times
   *     in a row. Code {@code interrupted}: this thread was interrupted, and its flag is set again
   */
  Optional<BatchReport> next(Instant due);

  /** Lets go of clients; commits nothing. */
  @Override
  void close();
}
