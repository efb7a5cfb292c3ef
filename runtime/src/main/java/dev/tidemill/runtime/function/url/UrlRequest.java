package dev.tidemill.runtime.function.url;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request to a function.
 *
 * @param method in upper case
 * @param path what follows {@code /functions/NAME}, as it was sent, percent signs and all; {@code
 *     /} at least
 * @param query what follows the question mark, as it was sent; empty if there is none
 * @param headers their names' case does not matter
 * @param sourceIp the client's address
 */
// Passed on once and never compared: equality does not matter.
@SuppressWarnings("ArrayRecordComponent")
public record UrlRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    String sourceIp) {

  public UrlRequest {
    Map<String, List<String>> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    folded.putAll(headers);
    headers = folded;
  }

  /** A sample of a rehearsal: a {@code POST} of JSON to {@code /}. */
  public static UrlRequest ofSample(byte[] line) {
    Map<String, List<String>> headers = new TreeMap<>();
    headers.put("content-type", List.of("application/json"));
    headers.put("user-agent", List.of("tidemill-rehearsal"));
    return new UrlRequest("POST", "/", "", headers, line, "127.0.0.1");
  }
}
