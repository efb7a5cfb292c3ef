package dev.tidemill.runtime.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.ApiServer.Port;
import dev.tidemill.runtime.process.WorldException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {

  @TempDir Path folder;
  private ScriptedOperations operations;
  private DataFolder data;
  private ApiServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    operations = new ScriptedOperations(folder);
    data = new DataFolder(folder);
    server = ApiServer.start(operations, () -> "tidemill_up 1\n", data, new Port(0, true));
    server.announce(Instant.now());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/status", "/metrics", "/openapi.yaml", "/functions/PutUser/log", "/nowhere"})
  void wantsTheToken(String path) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    assertThat(error(request)).isEqualTo("401 no-token");
    assertThat(error(request.header("Authorization", "Bearer " + "0".repeat(64))))
        .isEqualTo("401 no-token");
  }

  @Test
  void tellsAnybodyWhetherItIsHealthy() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/health")).build();
    HttpResponse<String> up = http.send(request, BodyHandlers.ofString());
    assertThat(up.statusCode()).isEqualTo(200);
    assertThat(up.body()).isEqualTo("{\"status\":\"up\",\"parts\":[]}");
    operations.broker = Status.PartState.AWAY;
    HttpResponse<String> away = http.send(request, BodyHandlers.ofString());
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body())
        .isEqualTo(
            "{\"status\":\"not up\",\"parts\":[{\"name\":\"broker\",\"state\":\"AWAY\",\"detail\":\"\"}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:%d,    200",
    "localhost:%d,    200",
    "LOCALHOST,       200",
    "[::1]:%d,        200",
    "evil.example:%d, 403",
    "127.0.0.1.evil.example, 403",
    "127.0.0.1@evil.example, 400",
  })
  void answersUnderTheNamesOfThisMachineOnly(String host, int status) throws IOException {
    int port = server.address().getPort();
    String answer =
        raw(
            "GET /health HTTP/1.1\r\nHost: "
                + host.formatted(port)
                + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).doesNotContain("Access-Control").doesNotContain("Server:");
  }

  @Test
  void isNotReachedFromOtherMachines() throws IOException {
    int port = server.address().getPort();
    var others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
            .toList();
    for (InetAddress other : others) {
      assertThatThrownBy(() -> new Socket(other, port).close()).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /nowhere                      |       | 404 no-route",
        "DELETE | /status                       |       | 405 no-route",
        "GET    | /schedules?next=9999          |       | 400 bad-parameter",
        "GET    | /jobs/x/log?since=today       |       | 400 bad-parameter",
        "POST   | /functions/No/invocations     | {}    | 404 unknown-name",
        "POST   | /functions/PutUser/invocations| {x    | 400 bad-json",
        "POST   | /functions/PutUser/invocations| {} {} | 400 bad-json",
        "POST   | /jobs/busy/start              |       | 409 concurrent-runs",
        "POST   | /jobs/x/start | {\"redo\":true,\"goOn\":true} | 400 two-ways",
        "POST   | /query                        | {}    | 400 bad-json",
        "POST   | /query                        |       | 400 bad-json",
        "POST   | /redrive | {\"kind\":\"table\"}       | 400 bad-json",
      })
  void saysInOneLineWhatIsWrong(String method, String path, String body, String said)
      throws Exception {
    assertThat(
            error(request(path).method(method, BodyPublishers.ofString(body == null ? "" : body))))
        .isEqualTo(said);
    assertThat(operations.asked).isEmpty();
  }

  @Test
  void takesSixMegabytesAndNoMore() throws Exception {
    String path = "/functions/PutUser/invocations";
    String event = '"' + "x".repeat(Requests.MAX_BODY_BYTES - 2) + '"';
    HttpRequest.Builder most = request(path).POST(BodyPublishers.ofString(event));
    assertThat(http.send(most.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    HttpRequest.Builder more = request(path).POST(BodyPublishers.ofString(event + " "));
    assertThat(error(more)).isEqualTo("413 too-large");
    byte[] bytes = (event + " ").getBytes(UTF_8);
    HttpRequest.Builder chunked =
        request(path)
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)));
    assertThat(error(chunked)).isEqualTo("413 too-large");
  }

  @Test
  void givesAFunctionAnEmptyObjectWhereThereIsNoEvent() throws Exception {
    http.send(
        request("/functions/PutUser/invocations").POST(BodyPublishers.noBody()).build(),
        BodyHandlers.discarding());
    assertThat(operations.asked).containsExactly("invoke {}");
  }

  @Test
  void givesFunctionUrlsTheRequestAsItIs() throws Exception {
    HttpRequest put =
        HttpRequest.newBuilder(
                URI.create(server.address() + "/functions/open/a%2Fb/c?x=1&x=%C3%B6"))
            .header("X-In", "1")
            .header("X-In", "2")
            .PUT(BodyPublishers.ofString("body"))
            .build();
    HttpResponse<String> answer = http.send(put, BodyHandlers.ofString());
    assertThat(operations.asked).containsExactly("open PUT /a%2Fb/c x=1&x=%C3%B6 body");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("ö");
    assertThat(answer.headers().allValues("X-Seen")).containsExactly("1", "2");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     open,        202",
    "DELETE,  open/x,      202",
    "OPTIONS, open,        202",
    "GET,     open/log,    401",
    "POST,    open/invocations, 401",
    "POST,    open/log,    202",
    "GET,     closed,      401",
    "OPTIONS, closed,      401",
    "GET,     cors,        401",
    "OPTIONS, cors,        202",
    "GET,     PutUser,     401",
  })
  void asksForTheTokenWhereAUrlWantsIt(String method, String path, int status) throws IOException {
    String request =
        """
        %s /functions/%s HTTP/1.1
        Host: localhost
        X-In: 1
        Connection: close
        Origin: https://evil.example
        Access-Control-Request-Method: PUT

        """;
    assertThat(raw(request.formatted(method, path).replace("\n", "\r\n")))
        .startsWith("HTTP/1.1 " + status)
        .doesNotContain("Access-Control-Allow");
  }

  @Test
  void knowsNoUrlOfAFunctionWithoutOne() throws Exception {
    assertThat(error(request("/functions/PutUser/x"))).isEqualTo("404 no-url");
  }

  @Test
  @Timeout(60)
  void followsALogFromAMomentOn() throws Exception {
    Path log = folder.resolve("PutUser.log");
    Files.writeString(log, "2026-11-13T09:00:00Z old\n2026-11-13T10:00:00Z new\n");
    String path = "/functions/PutUser/log?since=2026-11-13T10:00:00Z";
    assertThat(http.send(request(path).build(), BodyHandlers.ofString()).body())
        .isEqualTo("2026-11-13T10:00:00Z new\n");
    var following = http.send(request(path + "&follow").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(following.body(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("2026-11-13T10:00:00Z new");
      Files.writeString(log, "2026-11-13T10:00:01Z newer\n", StandardOpenOption.APPEND);
      assertThat(lines.readLine()).isEqualTo("2026-11-13T10:00:01Z newer");
    }
  }

  @Test
  void takesTheNextFreePortUnlessOneWasAskedFor() {
    int taken = server.address().getPort();
    try (ApiServer second = ApiServer.start(operations, () -> "", data, new Port(taken, false))) {
      assertThat(second.address().getPort()).isGreaterThan(taken);
    }
    assertThatThrownBy(() -> ApiServer.start(operations, () -> "", data, new Port(taken, true)))
        .isInstanceOf(WorldException.class)
        .hasMessage(
            "Port %d is taken: end what listens there, or choose another with --port", taken);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("Authorization", "Bearer " + Endpoint.find(data).orElseThrow().token());
  }

  private String error(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    JsonNode error = ApiJson.MAPPER.readTree(answer.body()).path("error");
    assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("\n");
    return answer.statusCode() + " " + error.path("code").asText();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
