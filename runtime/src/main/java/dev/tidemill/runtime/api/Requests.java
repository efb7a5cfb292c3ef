package dev.tidemill.runtime.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.tidemill.runtime.api.OperationException.Why;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads what requests bring. */
final class Requests {

  /**
   * Of a body, as Lambda's for a synchronous call (<a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">quotas</a>).
   */
  static final int MAX_BODY_BYTES = 6 << 20;

  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NO_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  private Requests() {}

  /** A body of more than 6 MB. */
  static final class TooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLarge() {
      super("a request has 6 MB at most", null, false, false);
    }

    static int status() {
      return HttpStatus.CONTENT_TOO_LARGE.getCode();
    }
  }

  static byte[] body(Context request) {
    try (InputStream body = request.bodyInputStream()) {
      byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
      if (bytes.length > MAX_BODY_BYTES) {
        throw new TooLarge();
      }
      return bytes;
    } catch (IOException broken) {
      throw wrong("bad-request", "the request broke off");
    }
  }

  /** The event of a function: JSON; {@code {}} where there is none. */
  static byte[] event(Context request) {
    byte[] body = body(request);
    if (body.length == 0) {
      return NO_EVENT;
    }
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw wrong("bad-json", "the event has more than one JSON value");
      }
      return body;
    } catch (IOException broken) {
      throw wrong("bad-json", "the event is not JSON: " + firstLine(broken));
    }
  }

  /**
   * A body of ours.
   *
   * @param absent what no body at all means
   */
  static <T> T json(Context request, Class<T> type, Optional<T> absent) {
    byte[] body = body(request);
    if (body.length == 0 && absent.isPresent()) {
      return absent.get();
    }
    try {
      return ApiJson.MAPPER.readValue(body, type);
    } catch (IOException broken) {
      throw wrong("bad-json", "the body is not what is asked for: " + firstLine(broken));
    }
  }

  /** Whether a parameter of the query is there, and is not {@code false}. */
  static boolean flag(Context request, String name) {
    String value = request.queryParam(name);
    return value != null && !value.equals("false");
  }

  static int number(Context request, String name, int absent, int most) {
    String text = request.queryParam(name);
    if (text == null) {
      return absent;
    }
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
      throw wrong("bad-parameter", name + ": '" + text + "' is not between 0 and " + most);
    }
    return Integer.parseInt(text);
  }

  static Optional<Instant> instant(Context request, String name) {
    String text = request.queryParam(name);
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException bad) {
      throw wrong("bad-parameter", name + ": '" + text + "' is not like 2026-11-13T09:00:00Z");
    }
  }

  static OperationException wrong(String code, String message) {
    return new OperationException(Why.WRONG, code, message);
  }

  private static String firstLine(IOException broken) {
    return broken.getMessage().lines().findFirst().orElse("");
  }
}
