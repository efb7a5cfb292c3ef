package dev.tidemill.functions.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.functions.bootstrap.HttpConnection.Response;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;
  private HttpConnection connection;

  @AfterEach
  void close() throws IOException {
    connection.close();
    server.close();
  }

  @Test
  void keepsItsConnection() throws IOException {
    serve(List.of("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1", "HTTP/1.1 202 x\r\n\r\n"));

    assertThat(text(get())).isEqualTo("1");
    assertThat(get().status()).isEqualTo(202);
    assertThat(connections).hasValue(1);
  }

  @Test
  void readsChunksAndHeadersInAnyCase() throws IOException {
    serve(
        List.of(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "transfer-encoding: chunked",
                "X-ID:7",
                "",
                "3",
                "abc",
                "A;x=y",
                "0123456789",
                "0",
                "Trailer: t",
                "",
                "")));

    Response response = get();

    assertThat(text(response)).isEqualTo("abc0123456789");
    assertThat(response.header("x-id")).isEqualTo("7");
  }

  @Test
  void asksAgainWhenTheKeptConnectionWasClosed() throws IOException {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";
    serve(List.of(answer + "1"), List.of(answer + "2"));

    assertThat(text(get())).isEqualTo("1");
    assertThat(text(get())).isEqualTo("2");
    assertThat(connections).hasValue(2);
  }

  @Test
  void leavesAConnectionThatTheServerWillClose() throws IOException {
    String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\n";
    serve(List.of(answer + "1", "never read"), List.of(answer + "2"));

    assertThat(text(get())).isEqualTo("1");
    assertThat(text(get())).isEqualTo("2");
  }

  @Test
  void asksOnlyOnceWhenTheAnswerBreaksOff() throws IOException {
    serve(List.of("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));

    assertThatThrownBy(this::get).isInstanceOf(EOFException.class);
    assertThat(connections).hasValue(1);
  }

  private Response get() throws IOException {
    return connection.exchange("GET", "/x", Map.of(), null);
  }

  private static String text(Response response) {
    return new String(response.body().readAllBytes(), UTF_8);
  }

  /** Answers request after request, for each connection as the script says, then closes it. */
  @SafeVarargs
  private void serve(List<String>... scripts) throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    connection = new HttpConnection("127.0.0.1:" + server.getLocalPort());
    CompletableFuture<Void> unused =
        CompletableFuture.runAsync(
            () -> {
              for (List<String> script : scripts) {
                try (Socket socket = server.accept()) {
                  connections.incrementAndGet();
                  play(socket, script);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
  }

  private static void play(Socket socket, List<String> script) throws IOException {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    for (String answer : script) {
      String line = requests.readLine();
      if (line == null) {
        return;
      }
      while (!line.isEmpty()) {
        line = requests.readLine();
      }
      socket.getOutputStream().write(answer.getBytes(UTF_8));
    }
  }
}
