package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.runtime.function.RuntimeApi.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The protocol, as clients other than our bootstrap may speak it. */
class RuntimeApiTest {

  private final Call call = new Call("r-1", "{\"a\":1}".getBytes(UTF_8), Duration.ofSeconds(60));
  private final List<Answer> answers = new ArrayList<>();
  private final RuntimeApi api = new RuntimeApi("Sample", "arn:sample", new OneCall());
  private final HttpClient client = HttpClient.newHttpClient();

  /** A process that is given one call. */
  private final class OneCall implements RuntimeApi.Calls {
    @Override
    public Call next() {
      return call;
    }

    @Override
    public boolean answered(String requestId, Answer answer) {
      answers.add(answer);
      return requestId.equals(call.requestId());
    }

    @Override
    public boolean initFailed(Answer answer) {
      answers.add(answer);
      return true;
    }
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void handsOutAnEventWithLambdasHeaders() throws Exception {
    HttpResponse<String> next = send(request("invocation/next").GET().build());

    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(next.body()).isEqualTo("{\"a\":1}");
    assertThat(header(next, "Lambda-Runtime-Aws-Request-Id")).isEqualTo(call.requestId());
    assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn")).isEqualTo("arn:sample");
    assertThat(header(next, "Lambda-Runtime-Trace-Id"))
        .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
    assertThat(Long.parseLong(header(next, "Lambda-Runtime-Deadline-Ms")))
        .isBetween(System.currentTimeMillis() + 30_000, System.currentTimeMillis() + 60_000);
  }

  @Test
  void takesAnAnswerInChunksAndAfterAsking() throws Exception {
    InputStream text = new ByteArrayInputStream("x".repeat(100_000).getBytes(UTF_8));
    String path = "invocation/" + call.requestId() + "/response";

    assertThat(post(path, BodyPublishers.ofInputStream(() -> text), false)).isEqualTo(202);
    assertThat(post(path, BodyPublishers.ofString("yes"), true)).isEqualTo(202);

    assertThat(answers).extracting(Answer::length).containsExactly(100_000L, 3L);
    assertThat(answers.get(0).body()).hasSize(100_000).containsOnly('x');
    assertThat(answers).noneMatch(Answer::failed);
  }

  @Test
  void keepsNoMoreOfAnAnswerThanItMayHave() throws Exception {
    byte[] large = new byte[20 << 20];

    assertThat(post("invocation/" + call.requestId() + "/response", of(large), false))
        .isEqualTo(413);

    assertThat(answers.get(0).length()).isEqualTo(large.length);
    assertThat(answers.get(0).body()).hasSize(Functions.MAX_PAYLOAD_BYTES + 1);
    assertThat(send(request("invocation/next").GET().build()).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnAnswerToAnotherCall() throws Exception {
    assertThat(post("invocation/other/response", of(new byte[0]), false)).isEqualTo(400);
    assertThat(post("invocation/other/error", of(new byte[0]), false)).isEqualTo(400);
    assertThat(post("invocation/elsewhere", of(new byte[0]), false)).isEqualTo(404);
  }

  @Test
  void takesErrorsWithTheirType() throws Exception {
    String path = "invocation/" + call.requestId() + "/error";
    HttpRequest.Builder error =
        request(path).header("Lambda-Runtime-Function-Error-Type", "Runtime.Odd");

    assertThat(send(error.POST(BodyPublishers.ofString("no JSON")).build()).statusCode())
        .isEqualTo(202);
    assertThat(post("init/error", BodyPublishers.ofString("{}"), false)).isEqualTo(202);

    assertThat(ErrorBody.read(answers.get(0), InvocationError.Kind.HANDLER))
        .isEqualTo(InvocationError.of(InvocationError.Kind.HANDLER, "Runtime.Odd", ""));
    assertThat(ErrorBody.read(answers.get(1), InvocationError.Kind.INIT).errorType())
        .isEqualTo("Unhandled");
  }

  @Test
  void closesTheConnectionOfWhoDoesNotSpeakHttp() throws Exception {
    int port = Integer.parseInt(api.address().substring(api.address().indexOf(':') + 1));
    for (String text :
        List.of("hello\n", "GET / HTTP/1.1\r\nbroken\r\n\r\n", "x".repeat(70_000) + "\n")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        assertThat(closed(socket)).isTrue();
      }
    }
  }

  private static boolean closed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  private int post(String path, BodyPublisher body, boolean asks) throws Exception {
    return send(request(path).expectContinue(asks).POST(body).build()).statusCode();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path))
        .version(HttpClient.Version.HTTP_1_1);
  }

  private static BodyPublisher of(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
