package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's side of one HTTP/1.1 connection, kept open between requests: what the Runtime API
 * needs and no more. The JDK's server closes a connection that is idle for 30 s, as one is while a
 * handler works, and delays small answers unless the whole JVM is told not to.
 */
final class HttpConnection {

  private static final int MAX_HEAD_BYTES = 1 << 16;

  /**
   * A request.
   *
   * @param body its first bytes, up to the limit
   * @param bodyBytes how many there were; all have been read
   */
  // Passed on once and never compared: equality does not matter.
  @SuppressWarnings("ArrayRecordComponent")
  record Request(
      String method, String path, Map<String, String> headers, byte[] body, long bodyBytes) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    boolean lastOne() {
      return header("Connection").equalsIgnoreCase("close");
    }
  }

  private final InputStream input;
  private final OutputStream output;
  private final int limit;
  private int head;

  /**
   * Takes a connection over.
   *
   * @param limit how much of a request's body is kept
   */
  HttpConnection(Socket socket, int limit) throws IOException {
    socket.setTcpNoDelay(true);
    this.input = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    this.output = socket.getOutputStream();
    this.limit = limit;
  }

  /** The next request; null when the client has closed the connection. */
  Request read() throws IOException {
    head = 0;
    String first = line(true);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new ProtocolException("not HTTP/1: " + first);
    }
    Map<String, String> headers = headers();
    if (words[2].equals("HTTP/1.0")) {
      headers.putIfAbsent("Connection", "close");
    }
    if (headers.getOrDefault("Expect", "").toLowerCase(Locale.ROOT).equals("100-continue")) {
      output.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
    }
    Body body = new Body();
    if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
      readChunks(body);
    } else {
      body.read(number(headers.getOrDefault("Content-Length", "0"), 10));
    }
    return new Request(words[0], words[1], headers, body.kept.toByteArray(), body.length);
  }

  /** Answers in one write, so that nothing waits for an acknowledgement. */
  void write(int status, String reason, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder text = new StringBuilder(256);
    text.append("HTTP/1.1 ").append(status).append(' ').append(reason).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = text.toString().getBytes(ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    output.write(all);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(false); !line.isEmpty(); line = line(false)) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new ProtocolException("not a header: " + line);
      }
      headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private void readChunks(Body body) throws IOException {
    while (true) {
      String size = line(false).split(";", 2)[0].strip();
      long bytes = number(size, 16);
      if (bytes == 0) {
        break;
      }
      body.read(bytes);
      line(false);
      head = 0;
    }
    headers();
  }

  private static long number(String text, int radix) throws ProtocolException {
    try {
      long number = Long.parseLong(text, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException wrong) {
      // Said below.
    }
    throw new ProtocolException("not a length: " + text);
  }

  private String line(boolean mayEnd) throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0) {
        if (mayEnd && line.isEmpty()) {
          return null;
        }
        throw new EOFException("closed within a request");
      }
      head++;
      if (head > MAX_HEAD_BYTES) {
        throw new ProtocolException("head too long");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** What is read of a body: the first bytes kept, the rest counted. */
  private final class Body {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;

    void read(long bytes) throws IOException {
      int keep = (int) Math.min(bytes, Math.max(0, limit - length));
      byte[] part = input.readNBytes(keep);
      kept.writeBytes(part);
      if (part.length < keep) {
        throw new EOFException("closed within a body");
      }
      input.skipNBytes(bytes - keep);
      length += bytes;
    }
  }
}
