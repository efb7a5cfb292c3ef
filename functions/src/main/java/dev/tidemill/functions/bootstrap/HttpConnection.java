package dev.tidemill.functions.bootstrap;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kept connection to the Runtime API, for one thread. The JDK's own clients cost a function's
 * cold start more than all the rest of the bootstrap.
 */
final class HttpConnection implements Closeable {

  /** Header names are in any case. */
  record Response(int status, Map<String, String> headers, ByteArrayInputStream body) {
    String header(String name) {
      return headers.get(name);
    }
  }

  private final String host;
  private final int port;
  private Socket socket;
  private InputStream input;
  private boolean answered;

  /**
   * @param address {@code host:port}
   */
  HttpConnection(String address) {
    int colon = address.lastIndexOf(':');
    this.host = address.substring(0, colon);
    this.port = Integer.parseInt(address.substring(colon + 1));
  }

  /** Asks, and asks once more if the server had closed the kept connection in the meantime. */
  Response exchange(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    boolean kept = socket != null;
    answered = false;
    try {
      return attempt(method, path, headers, body);
    } catch (IOException e) {
      close();
      if (!kept || answered) {
        throw e;
      }
      return attempt(method, path, headers, body);
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private Response attempt(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    if (socket == null) {
      connect();
    }
    write(head(method, path, headers, body), body);
    Response response = read();
    if ("close".equalsIgnoreCase(response.header("Connection"))) {
      close();
    }
    return response;
  }

  private void connect() throws IOException {
    Socket fresh = new Socket();
    fresh.setTcpNoDelay(true);
    fresh.connect(new InetSocketAddress(host, port));
    socket = fresh;
    input = new BufferedInputStream(fresh.getInputStream(), 1 << 14);
  }

  private byte[] head(String method, String path, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append(':').append(port).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body != null) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One write for both, where that is cheap: two small ones may wait for each other. */
  private void write(byte[] head, byte[] body) throws IOException {
    OutputStream output = socket.getOutputStream();
    if (body == null || body.length > 1 << 16) {
      output.write(head);
      if (body != null) {
        output.write(body);
      }
      return;
    }
    byte[] both = new byte[head.length + body.length];
    System.arraycopy(head, 0, both, 0, head.length);
    System.arraycopy(body, 0, both, head.length, body.length);
    output.write(both);
  }

  private Response read() throws IOException {
    String[] status = line().split(" ", 3);
    answered = true;
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return new Response(
        Integer.parseInt(status[1]), headers, new ByteArrayInputStream(body(headers)));
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      return chunks();
    }
    String length = headers.get("Content-Length");
    return length == null ? new byte[0] : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
      if (size == 0) {
        break;
      }
      body.writeBytes(exactly(size));
      line();
    }
    while (!line().isEmpty()) {
      // Trailers mean nothing here.
    }
    return body.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The Runtime API closed the connection within its answer");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0) {
        throw new EOFException("The Runtime API closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
