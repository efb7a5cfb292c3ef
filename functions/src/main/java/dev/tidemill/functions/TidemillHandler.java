package dev.tidemill.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemill.functions.handler.HandlerLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wraps the handler named by {@code TIDEMILL_HANDLER}: what it sent has been delivered, and its
 * execution record written to the stream {@code TIDEMILL_EXECUTION_LOG}, before the invocation
 * ends. It is the function's {@code _HANDLER} here and on AWS wherever the function writes a stream
 * or has an {@code executionLog}.
 *
 * <p>The handler is made in the constructor, so in Lambda's init phase. A failure to deliver fails
 * the invocation; where the handler has failed too, its own error is the one reported.
 */
public final class TidemillHandler implements RequestStreamHandler {
  private final RequestStreamHandler handler;
  private final Deliveries deliveries;
  private final ExecutionLog log;
  private final AtomicBoolean cold = new AtomicBoolean(true);

  /**
   * Loads the wrapped handler.
   *
   * @throws dev.tidemill.functions.handler.HandlerException if it cannot be made
   * @throws IllegalStateException if the environment does not name it or its streams
   */
  public TidemillHandler() {
    this(System.getenv(), Deliveries.ofProcess(), Clock.systemUTC());
  }

  TidemillHandler(Map<String, String> environment, Deliveries deliveries, Clock clock) {
    String name = environment.get("TIDEMILL_HANDLER");
    if (name == null) {
      throw new IllegalStateException("TIDEMILL_HANDLER is not set: no handler to wrap");
    }
    this.deliveries = deliveries;
    this.log = ExecutionLog.of(environment, deliveries, clock);
    this.handler = HandlerLoader.load(name, loader());
  }

  private static ClassLoader loader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? TidemillHandler.class.getClassLoader() : ofThread;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    deliveries.begin(usable(context.getRemainingTimeInMillis()));
    try {
      run(input, output, context);
    } finally {
      ExecutionRecord.end();
      deliveries.end();
    }
  }

  private void run(InputStream input, OutputStream output, Context context) throws IOException {
    ExecutionLog.Entry entry = log.begin(context.getAwsRequestId(), cold.getAndSet(false));
    try {
      handler.handleRequest(input, output, context);
      if (deliveries.pending()) {
        deliveries.flush();
      }
    } catch (VirtualMachineError e) {
      // The process ends with it, and leaves no record, as when it is killed.
      throw e;
    } catch (Throwable t) {
      failed(entry, t);
      throw t;
    }
    entry.succeeded();
    deliveries.flush();
  }

  private void failed(ExecutionLog.Entry entry, Throwable thrown) {
    suppress(thrown, () -> entry.failed(thrown));
    suppress(thrown, deliveries::flush);
  }

  private static void suppress(Throwable thrown, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      if (e != thrown) {
        thrown.addSuppressed(e);
      }
    }
  }

  /** What may be spent on waiting for the broker, so that time is left to tell of a failure. */
  private static Duration usable(int remainingMillis) {
    return Duration.ofMillis(remainingMillis - Math.min(500, remainingMillis / 10));
  }
}
