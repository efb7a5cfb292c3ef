package dev.tidemill.runtime.function.url;

import dev.tidemill.model.FunctionUrl.Cors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What browsers are told about pages of other origins, as <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors">Lambda does
 * it</a>: a preflight request never reaches the function; to other responses the headers are added,
 * beside those that the function may have returned itself, which browsers then refuse, as there.
 */
final class CorsRules {

  private static final String PREFIX = "access-control-";
  private static final String ANY = "*";

  private final Cors cors;

  CorsRules(Cors cors) {
    this.cors = cors;
  }

  /** The answer to a preflight request; empty if it is none. */
  Optional<UrlResponse> preflight(UrlRequest request) {
    if (!request.method().equals("OPTIONS")
        || origin(request).isEmpty()
        || !request.headers().containsKey(PREFIX + "request-method")) {
      return Optional.empty();
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (allows(request)) {
      common(headers, request);
      put(headers, "allow-methods", cors.allowMethods());
      put(headers, "allow-headers", cors.allowHeaders());
      cors.maxAge()
          .ifPresent(age -> put(headers, "max-age", List.of(String.valueOf(age.toSeconds()))));
    }
    return Optional.of(new UrlResponse(200, headers, new byte[0]));
  }

  /** The function's response with what is declared besides. */
  UrlResponse apply(UrlRequest request, UrlResponse response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers());
    if (allows(request)) {
      common(headers, request);
      put(headers, "expose-headers", cors.exposeHeaders());
    }
    return new UrlResponse(response.status(), headers, response.body());
  }

  private boolean allows(UrlRequest request) {
    Optional<String> origin = origin(request);
    return origin.isPresent()
        && (cors.allowOrigins().contains(ANY) || cors.allowOrigins().contains(origin.get()));
  }

  private void common(Map<String, List<String>> headers, UrlRequest request) {
    boolean any = cors.allowOrigins().contains(ANY) && !cors.allowCredentials();
    put(headers, "allow-origin", List.of(any ? ANY : origin(request).orElseThrow()));
    if (cors.allowCredentials()) {
      put(headers, "allow-credentials", List.of("true"));
    }
    add(headers, "vary", "Origin");
  }

  private static void put(Map<String, List<String>> headers, String name, List<String> values) {
    if (!values.isEmpty()) {
      add(headers, PREFIX + name, String.join(",", values));
    }
  }

  private static void add(Map<String, List<String>> headers, String name, String value) {
    List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
    values.add(value);
    headers.put(name, values);
  }

  private static Optional<String> origin(UrlRequest request) {
    return request.headers().getOrDefault("origin", List.of()).stream().findFirst();
  }
}
