package dev.tidemill.runtime.function.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemill.runtime.process.LocalAws;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes requests as events of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">payload
 * format 2.0</a>.
 */
public final class UrlEvents {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROUTE = "$default";
  private static final String COOKIE = "cookie";

  /** All else is binary, as far as the type tells. */
  private static final Pattern TEXT =
      Pattern.compile(
          "text/.*|application/(json|javascript|xml|x-www-form-urlencoded|graphql|.*\\+(json|xml))");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  private UrlEvents() {}

  /**
   * The event for a request.
   *
   * @param domain that the function answers at, without a scheme
   * @param requestId of the invocation
   * @param at when the request came
   */
  public static byte[] of(UrlRequest request, String domain, String requestId, Instant at) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", ROUTE);
    event.put("rawPath", request.path());
    event.put("rawQueryString", request.query());
    List<String> cookies = cookies(request);
    if (!cookies.isEmpty()) {
      cookies.forEach(event.putArray("cookies")::add);
    }
    ObjectNode headers = event.putObject("headers");
    request.headers().forEach((name, values) -> putHeader(headers, name, values));
    Map<String, String> query = query(request.query());
    if (!query.isEmpty()) {
      query.forEach(event.putObject("queryStringParameters")::put);
    }
    context(event.putObject("requestContext"), request, domain, requestId, at);
    putBody(event, request);
    return bytes(event);
  }

  private static void putHeader(ObjectNode headers, String name, List<String> values) {
    if (!name.equalsIgnoreCase(COOKIE)) {
      headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
    }
  }

  private static List<String> cookies(UrlRequest request) {
    List<String> cookies = new ArrayList<>();
    for (String header : request.headers().getOrDefault(COOKIE, List.of())) {
      for (String cookie : header.split(";", -1)) {
        if (!cookie.isBlank()) {
          cookies.add(cookie.strip());
        }
      }
    }
    return cookies;
  }

  /** Decoded; a name that comes several times has its values with commas between. */
  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = decoded(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
        query.merge(name, value, (first, next) -> first + "," + next);
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException percent) {
      return text;
    }
  }

  private static void context(
      ObjectNode context, UrlRequest request, String domain, String requestId, Instant at) {
    String prefix = domain.replaceFirst("[.:].*", "");
    context.put("accountId", LocalAws.ACCOUNT);
    context.put("apiId", prefix);
    context.putNull("authentication");
    context.putNull("authorizer");
    context.put("domainName", domain);
    context.put("domainPrefix", prefix);
    ObjectNode http = context.putObject("http");
    http.put("method", request.method());
    http.put("path", request.path());
    http.put("protocol", "HTTP/1.1");
    http.put("sourceIp", request.sourceIp());
    http.put("userAgent", first(request, "user-agent"));
    context.put("requestId", requestId);
    context.put("routeKey", ROUTE);
    context.put("stage", ROUTE);
    context.put("time", TIME.format(at.atOffset(ZoneOffset.UTC)));
    context.put("timeEpoch", at.toEpochMilli());
  }

  private static void putBody(ObjectNode event, UrlRequest request) {
    boolean binary = request.body().length > 0 && isBinary(first(request, "content-type"));
    if (binary) {
      event.put("body", Base64.getEncoder().encodeToString(request.body()));
    } else if (request.body().length > 0) {
      event.put("body", new String(request.body(), UTF_8));
    }
    event.put("isBase64Encoded", binary);
  }

  private static boolean isBinary(String contentType) {
    String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return !TEXT.matcher(type).matches();
  }

  private static String first(UrlRequest request, String header) {
    List<String> values = request.headers().getOrDefault(header, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  private static byte[] bytes(ObjectNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
