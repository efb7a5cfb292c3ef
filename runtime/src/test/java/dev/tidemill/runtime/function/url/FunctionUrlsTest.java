package dev.tidemill.runtime.function.url;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.model.FunctionUrl.Auth;
import dev.tidemill.model.FunctionUrl.Cors;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.function.Definitions;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.InvocationError;
import dev.tidemill.runtime.function.InvocationError.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionUrlsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] NO_BODY = new byte[0];
  private static final Cors CORS =
      new Cors(
          List.of("https://a.example", "https://b.example"),
          List.of("GET", "POST"),
          List.of("x-key", "content-type"),
          List.of("x-count"),
          true,
          Optional.of(Duration.ofMinutes(10)));

  private final List<byte[]> events = new ArrayList<>();
  private Optional<Cors> cors = Optional.empty();
  private Optional<InvocationError> error = Optional.empty();
  private String result = "{}";

  @Test
  void makesAnEventOfPayloadFormat2() throws Exception {
    UrlRequest request =
        new UrlRequest(
            "POST",
            "/a%20b/c",
            "x=1&y=caf%C3%A9+au&x=2&flag&bad=%zz",
            Map.of(
                "Host", List.of("localhost:7070"),
                "User-Agent", List.of("curl/8"),
                "Content-Type", List.of("application/json; charset=utf-8"),
                "X-Many", List.of("one", "two"),
                "Cookie", List.of("a=1; b=2", "c=3")),
            "{\"name\":\"Jürgen\"}".getBytes(UTF_8),
            "127.0.0.1");

    handle(request);

    assertThat(event())
        .isEqualTo(
            JSON.readTree(
                """
                {"version":"2.0","routeKey":"$default","rawPath":"/a%20b/c",
                 "rawQueryString":"x=1&y=caf%C3%A9+au&x=2&flag&bad=%zz",
                 "cookies":["a=1","b=2","c=3"],
                 "headers":{"content-type":"application/json; charset=utf-8",
                   "host":"localhost:7070","user-agent":"curl/8","x-many":"one,two"},
                 "queryStringParameters":{"x":"1,2","y":"café au","flag":"","bad":"%zz"},
                 "requestContext":{"accountId":"000000000000","apiId":"localhost",
                   "authentication":null,"authorizer":null,
                   "domainName":"localhost:7070","domainPrefix":"localhost",
                   "http":{"method":"POST","path":"/a%20b/c","protocol":"HTTP/1.1",
                     "sourceIp":"127.0.0.1","userAgent":"curl/8"},
                   "requestId":"r-1","routeKey":"$default","stage":"$default",
                   "time":"13/Nov/2026:03:15:00 +0000","timeEpoch":1794539700000},
                 "body":"{\\"name\\":\\"Jürgen\\"}","isBase64Encoded":false}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, true",
    "application/octet-stream, true",
    "'', true",
    "text/plain, false",
    "application/x-www-form-urlencoded, false",
    "Application/Problem+JSON, false",
  })
  void encodesABodyThatIsBinary(String type, boolean encoded) throws Exception {
    handle(request("PUT", Map.of("content-type", List.of(type)), "hi".getBytes(UTF_8)));

    assertThat(event().get("isBase64Encoded").asBoolean()).isEqualTo(encoded);
    assertThat(event().get("body").asText()).isEqualTo(encoded ? "aGk=" : "hi");
  }

  @Test
  void leavesOutWhatTheRequestHasNot() throws Exception {
    handle(request("GET", Map.of(), NO_BODY));

    assertThat(event().has("body")).isFalse();
    assertThat(event().has("cookies")).isFalse();
    assertThat(event().has("queryStringParameters")).isFalse();
    assertThat(event().get("isBase64Encoded").asBoolean()).isFalse();
  }

  @Test
  void takesAnyJsonAsABody() throws Exception {
    result = "\"Hello\"";
    assertThat(shown(get())).isEqualTo("200 {content-type=[application/json]} \"Hello\"");
    result = "{\"message\":1}";
    assertThat(shown(get())).isEqualTo("200 {content-type=[application/json]} {\"message\":1}");
    result = "null";
    assertThat(shown(get())).isEqualTo("200 {content-type=[application/json]} null");
  }

  @Test
  void writesTheResponseThatIsReturned() throws Exception {
    result =
        """
        {"statusCode":201,"headers":{"Content-Type":"text/plain","X-Count":3},
         "cookies":["a=1; Max-Age=5","b=2"],"body":"aGk=","isBase64Encoded":true}
        """;
    assertThat(shown(get()))
        .isEqualTo(
            "201 {Content-Type=[text/plain], set-cookie=[a=1; Max-Age=5, b=2], X-Count=[3]} hi");
    result = "{\"statusCode\":204}";
    assertThat(shown(get())).isEqualTo("204 {content-type=[application/json]} ");
    result = "{\"statusCode\":\"404\",\"body\":{\"a\":1}}";
    assertThat(shown(get())).isEqualTo("404 {content-type=[application/json]} {\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json",
        "{\"statusCode\":\"ok\"}",
        "{\"statusCode\":99}",
        "{\"statusCode\":200,\"body\":\"%%\",\"isBase64Encoded\":true}",
        "{\"statusCode\":200,\"headers\":{\"x\":\"a\\r\\nSet-Cookie: b\"}}",
      })
  void saysThatAResultIsNoResponse(String wrong) throws Exception {
    result = wrong;

    assertThat(get().status()).isEqualTo(502);
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, TooManyRequestsException, 429",
    "NOT_STARTED, RequestTooLargeException, 413",
    "NOT_STARTED, ServiceException, 503",
    "HANDLER, shop.Broken, 502",
    "TIMEOUT, Sandbox.Timedout, 502",
  })
  void tellsErrorsByTheirStatusAndNothingOfThem(Kind kind, String type, int status)
      throws Exception {
    error = Optional.of(new InvocationError(type, "a secret", List.of(), kind));

    UrlResponse response = get();

    assertThat(response.status()).isEqualTo(status);
    assertThat(new String(response.body(), UTF_8)).contains("\"Message\"").doesNotContain("secret");
  }

  @Test
  void hidesFunctionsWithoutAnAddress() throws Exception {
    Pipeline none = Definitions.pipeline(Path.of("/srv"));
    FunctionUrls urls = new FunctionUrls(() -> none, (f, e, id) -> null, Clock.systemUTC());

    assertThat(urls.handle("Shop", request("GET", Map.of(), NO_BODY)).status()).isEqualTo(404);
  }

  @Test
  void answersAPreflightRequestWithoutTheFunction() throws Exception {
    cors = Optional.of(CORS);

    assertThat(shown(handle(preflight("https://b.example"))))
        .isEqualTo(
            "200 {access-control-allow-credentials=[true],"
                + " access-control-allow-headers=[x-key,content-type],"
                + " access-control-allow-methods=[GET,POST],"
                + " access-control-allow-origin=[https://b.example],"
                + " access-control-max-age=[600], vary=[Origin]} ");
    assertThat(shown(handle(preflight("https://c.example")))).isEqualTo("200 {} ");
    assertThat(events).isEmpty();
  }

  @Test
  void addsWhatIsDeclaredToOtherResponses() throws Exception {
    cors = Optional.of(CORS);
    result = "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"}}";
    Map<String, List<String>> origin = Map.of("Origin", List.of("https://a.example"));

    Map<String, List<String>> headers = handle(request("GET", origin, NO_BODY)).headers();

    assertThat(headers.get("access-control-allow-origin"))
        .containsExactly("*", "https://a.example");
    assertThat(headers.get("access-control-expose-headers")).containsExactly("x-count");
    assertThat(get().headers()).doesNotContainKey("vary");
  }

  private UrlResponse get() throws InterruptedException {
    return handle(request("GET", Map.of(), NO_BODY));
  }

  private UrlResponse handle(UrlRequest request) throws InterruptedException {
    Pipeline pipeline =
        Definitions.pipeline(
            Path.of("/srv"), Definitions.url("Shop", new FunctionUrl(Auth.NONE, cors)));
    Clock clock = Clock.fixed(Instant.parse("2026-11-13T03:15:00Z"), ZoneOffset.UTC);
    return new FunctionUrls(() -> pipeline, this::invoke, clock).handle("Shop", request);
  }

  private Invocation invoke(String function, byte[] event, String requestId) {
    events.add(event);
    assertThat(new String(event, UTF_8)).contains(requestId);
    return new Invocation(
        requestId,
        error.isPresent() ? Optional.empty() : Optional.of(result.getBytes(UTF_8)),
        error,
        Duration.ofMillis(1),
        Optional.empty(),
        Optional.empty(),
        new Invocation.Output(Path.of("x.log"), 0, 0));
  }

  /** With the request's id, which is random, as {@code r-1}. */
  private JsonNode event() throws IOException {
    JsonNode event = JSON.readTree(events.get(0));
    ((com.fasterxml.jackson.databind.node.ObjectNode) event.get("requestContext"))
        .put("requestId", "r-1");
    return JSON.readTree(event.toString());
  }

  private static UrlRequest preflight(String origin) {
    return request(
        "OPTIONS",
        Map.of("origin", List.of(origin), "access-control-request-method", List.of("POST")),
        NO_BODY);
  }

  private static UrlRequest request(String method, Map<String, List<String>> headers, byte[] body) {
    return new UrlRequest(method, "/", "", headers, body, "127.0.0.1");
  }

  private static String shown(UrlResponse response) {
    return response.status() + " " + response.headers() + " " + new String(response.body(), UTF_8);
  }
}
