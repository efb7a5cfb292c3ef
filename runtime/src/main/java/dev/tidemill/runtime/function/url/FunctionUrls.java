package dev.tidemill.runtime.function.url;

import dev.tidemill.model.Function;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.function.Invoker;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
   * does not exist or has no URL: 404; one that fails, or returns no response: 502; throttled: 429;
   * an event of more than 6 MB: 413; stopping: 503.
   *
   * @throws InterruptedException if this thread is interrupted
   */
  public UrlResponse handle(String function, UrlRequest request) throws InterruptedException {
    Optional<FunctionUrl> url =
        Optional.ofNullable(pipeline.get().functions().get(function)).flatMap(Function::url);
    if (url.isEmpty()) {
      return UrlResponses.message(404, "Not Found");
    }
    Optional<CorsRules> cors = url.get().cors().map(CorsRules::new);
    Optional<UrlResponse> preflight = cors.flatMap(rules -> rules.preflight(request));
    if (preflight.isPresent()) {
      return preflight.get();
    }
    String requestId = UUID.randomUUID().toString();
    byte[] event = UrlEvents.of(request, domain(request), requestId, clock.instant());
    UrlResponse response = UrlResponses.of(invoker.invoke(function, event, requestId));
    return cors.map(rules -> rules.apply(request, response)).orElse(response);
  }

  private static String domain(UrlRequest request) {
    List<String> host = request.headers().getOrDefault("host", List.of());
    return host.isEmpty() ? "localhost" : host.get(0);
  }
}
