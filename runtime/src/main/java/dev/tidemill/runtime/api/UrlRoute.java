package dev.tidemill.runtime.api;

import dev.tidemill.model.FunctionUrl;
import dev.tidemill.runtime.api.OperationException.Why;
import dev.tidemill.runtime.function.url.UrlRequest;
import dev.tidemill.runtime.function.url.UrlResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions' URLs: any method on {@code /functions/ID} and below, but for the two paths that
 * are the API's own.
 */
final class UrlRoute {

  static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.HEAD,
          HandlerType.OPTIONS);

  private static final Pattern PATH = Pattern.compile("/functions/([^/]+)(/.*)?");

  private final Operations operations;

  UrlRoute(Operations operations) {
    this.operations = operations;
  }

  /**
   * Whether the request needs no token: a URL without authentication, or a browser's question
   * before a request to a URL with CORS.
   */
  boolean isOpen(Context request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches() || isOwn(request, path.group(2))) {
      return false;
    }
    Optional<FunctionUrl> url = operations.functionUrl(path.group(1));
    return url.map(FunctionUrl::auth).filter(FunctionUrl.Auth.NONE::equals).isPresent()
        || (isPreflight(request) && url.flatMap(FunctionUrl::cors).isPresent());
  }

  void handle(Context request) throws InterruptedException {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches() || operations.functionUrl(path.group(1)).isEmpty()) {
      throw new OperationException(
          Why.UNKNOWN, "no-url", "no function with a url at " + request.path());
    }
    UrlResponse response =
        operations.request(
            path.group(1),
            new UrlRequest(
                request.method().name(),
                Optional.ofNullable(path.group(2)).orElse("/"),
                Optional.ofNullable(request.queryString()).orElse(""),
                headers(request),
                Requests.body(request),
                request.ip()));
    request.status(response.status());
    response
        .headers()
        .forEach((name, values) -> values.forEach(value -> request.res().addHeader(name, value)));
    request.result(response.body());
  }

  private static boolean isOwn(Context request, String below) {
    return (request.method() == HandlerType.GET && "/log".equals(below))
        || (request.method() == HandlerType.POST && "/invocations".equals(below));
  }

  private static boolean isPreflight(Context request) {
    return request.method() == HandlerType.OPTIONS
        && request.header("Origin") != null
        && request.header("Access-Control-Request-Method") != null;
  }

  private static Map<String, List<String>> headers(Context request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.req().getHeaderNames())) {
      headers.put(name, Collections.list(request.req().getHeaders(name)));
    }
    return headers;
  }
}
