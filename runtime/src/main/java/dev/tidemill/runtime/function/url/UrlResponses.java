package dev.tidemill.runtime.function.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.InvocationError;
import dev.tidemill.runtime.function.InvocationError.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what functions return as HTTP responses, by the rules of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">payload
 * format 2.0</a>.
 */
final class UrlResponses {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "content-type";
  private static final String JSON_TYPE = "application/json";

  private UrlResponses() {}

  /** What came of the call; an error of the function, or a result that is none: 502. */
  static UrlResponse of(Invocation invocation) {
    return invocation.error().map(UrlResponses::of).orElseGet(() -> of(invocation.result().get()));
  }

  /** A response of ours: {@code {"Message": …}}, as Lambda writes it. */
  static UrlResponse message(int status, String text) {
    byte[] body = JSON.createObjectNode().put("Message", text).toString().getBytes(UTF_8);
    return new UrlResponse(status, type(JSON_TYPE), body);
  }

  private static UrlResponse of(InvocationError error) {
    if (error.kind() == Kind.THROTTLED) {
      return message(429, "Rate Exceeded.");
    }
    return switch (error.errorType()) {
      case "RequestTooLargeException" -> message(413, "Request Entity Too Large");
      case "ServiceException" -> message(503, "Service Unavailable");
      default -> message(502, "Internal Server Error");
    };
  }

  private static UrlResponse of(byte[] result) {
    JsonNode json;
    try {
      json = JSON.readTree(result);
    } catch (IOException none) {
      return message(502, "Internal Server Error");
    }
    if (!json.isObject() || !json.has("statusCode")) {
      return new UrlResponse(200, type(JSON_TYPE), result);
    }
    try {
      return written(json);
    } catch (IllegalArgumentException wrong) {
      return message(502, "Internal Server Error");
    }
  }

  private static UrlResponse written(JsonNode json) {
    int status = json.get("statusCode").asInt();
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("statusCode");
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    json.path("headers")
        .properties()
        .forEach(
            header ->
                headers
                    .computeIfAbsent(header.getKey(), name -> new ArrayList<>())
                    .add(line(header.getValue().asText())));
    json.path("cookies")
        .forEach(
            cookie ->
                headers
                    .computeIfAbsent("set-cookie", name -> new ArrayList<>())
                    .add(line(cookie.asText())));
    headers.putIfAbsent(TYPE, List.of(JSON_TYPE));
    return new UrlResponse(status, headers, body(json));
  }

  private static byte[] body(JsonNode json) {
    JsonNode body = json.path("body");
    String text = body.isContainerNode() ? body.toString() : body.asText("");
    return json.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(text)
        : text.getBytes(UTF_8);
  }

  /** A line's end in a header would begin a header that the function has not named. */
  private static String line(String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("header");
    }
    return value;
  }

  private static Map<String, List<String>> type(String type) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put(TYPE, List.of(type));
    return headers;
  }
}
