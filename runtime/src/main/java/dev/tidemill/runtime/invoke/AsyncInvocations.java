package dev.tidemill.runtime.invoke;

import dev.tidemill.model.Function;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;

/**
 * The queue of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">asynchronous
 * invocations</a>. What it has accepted is tried until it is done or given up, whatever happens to
 * the process.
 */
public final class AsyncInvocations implements AutoCloseable {

  /** Ready; nothing runs before {@link #apply}. */
  public AsyncInvocations(
      StateDatabase database,
      History history,
      DeadLetters deadLetters,
      Invoker invoker,
      StreamSender streams,
      Clock clock) {}

  /**
   * Makes these the functions, at the start and after each change of the definition. The first call
   * begins to work; it also takes up what an earlier process left.
   */
  public void apply(Collection<Function> functions) {}

  /**
   * Takes an invocation over. When this returns, it is in the database.
   *
   * @param event JSON in UTF-8, at most 1 MB
   * @param origin {@code async}, {@code schedule ID}
   * @return the request id, the same at each try
   * @throws InvocationRefused if it is too large or there is no such function
   */
  public String accept(String function, byte[] event, String origin) {
    return "";
  }

  /**
   * As {@link #accept(String, byte[], String)}, with a request id of the caller's: one that waits
   * already is not taken twice.
   */
  public void accept(String function, byte[] event, String origin, String requestId) {}

  /** How many wait or run. */
  public long pending() {
    return 0;
  }

  /** Calls nothing until {@link #resume}; accepting goes on. */
  public void pause() {}

  /** Calls again. */
  public void resume() {}

  /** Begins no more calls and waits for the running ones; what does not end runs again later. */
  public void close(Duration patience) {}

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
