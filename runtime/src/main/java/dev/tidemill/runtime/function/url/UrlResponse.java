package dev.tidemill.runtime.function.url;

import java.util.List;
import java.util.Map;

/**
 * The HTTP response of a function.
 *
 * @param headers by name; one with several values is written as several headers
 */
// Passed on once and never compared: equality does not matter.
@SuppressWarnings("ArrayRecordComponent")
public record UrlResponse(int status, Map<String, List<String>> headers, byte[] body) {}
