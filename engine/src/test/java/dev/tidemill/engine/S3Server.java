package dev.tidemill.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of S3 as Hadoop's client asks for, over HTTP and in memory: put with {@code
 * If-None-Match}, get, head, copy, delete of one and of several, list. It can keep answers back.
 */
public final class S3Server implements AutoCloseable {

  private static final class S3Object {
    private final byte[] content;
    private final Instant modified;

    S3Object(byte[] content, Instant modified) {
      this.content = content;
      this.modified = modified;
    }

    byte[] content() {
      return content;
    }

    Instant modified() {
      return modified;
    }
  }

  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  private final HttpServer server;
  private final TreeMap<String, S3Object> objects = new TreeMap<>();
  private final AtomicInteger puts = new AtomicInteger();

  /** Of the next put with a condition the answer is lost. */
  private volatile boolean losesAnswer;

  public S3Server() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** Settings of Spark that lead {@code s3a://} here. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fs.s3a.endpoint", endpoint());
    settings.put("fs.s3a.endpoint.region", "eu-central-1");
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.connection.ssl.enabled", "false");
    settings.put("fs.s3a.access.key", "key");
    settings.put("fs.s3a.secret.key", "secret");
    settings.put(
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    return settings;
  }

  /** {@code http://HOST:PORT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Puts an object, as another client would. */
  public void put(String key, byte[] content) {
    synchronized (objects) {
      objects.put(key, new S3Object(content, Instant.now()));
    }
  }

  /** An object's content as text. */
  public String text(String key) {
    synchronized (objects) {
      return new String(objects.get(key).content(), StandardCharsets.UTF_8);
    }
  }

  /** An object's content. */
  public byte[] bytes(String key) {
    synchronized (objects) {
      return objects.get(key).content().clone();
    }
  }

  /** The keys that begin so. */
  public List<String> keys(String prefix) {
    synchronized (objects) {
      return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }
  }

  public void loseNextAnswer() {
    losesAnswer = true;
  }

  public int conditionalPuts() {
    return puts.get();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = body(call);
      String path = call.getRequestURI().getPath().substring(1);
      String key = path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
      Map<String, String> query = query(call.getRequestURI().getRawQuery());
      synchronized (objects) {
        switch (call.getRequestMethod()) {
          case "PUT" -> put(call, key, body);
          case "POST" -> deleteAll(call, new String(body, StandardCharsets.UTF_8));
          case "DELETE" -> {
            objects.remove(key);
            send(call, 204, new byte[0]);
          }
          case "HEAD" -> get(call, key, false);
          default -> {
            if (key.isEmpty()) {
              list(call, query);
            } else {
              get(call, key, true);
            }
          }
        }
      }
    }
  }

  private void put(HttpExchange call, String key, byte[] body) throws IOException {
    boolean once = "*".equals(call.getRequestHeaders().getFirst("If-None-Match"));
    if (once) {
      puts.incrementAndGet();
    }
    if (once && objects.containsKey(key)) {
      error(call, 412, "PreconditionFailed");
      return;
    }
    String source = call.getRequestHeaders().getFirst("x-amz-copy-source");
    S3Object stored = new S3Object(body, Instant.now());
    if (source != null) {
      String from = URLDecoder.decode(source, StandardCharsets.UTF_8).replaceFirst("^/?[^/]+/", "");
      if (!objects.containsKey(from)) {
        error(call, 404, "NoSuchKey");
        return;
      }
      stored = new S3Object(objects.get(from).content(), Instant.now());
    }
    objects.put(key, stored);
    if (once && losesAnswer) {
      losesAnswer = false;
      throw new IOException("cut");
    }
    call.getResponseHeaders().set("ETag", tag(stored));
    String copied =
        "<CopyObjectResult><LastModified>%s</LastModified><ETag>%s</ETag></CopyObjectResult>"
            .formatted(stored.modified(), tag(stored));
    send(call, 200, source == null ? new byte[0] : copied.getBytes(StandardCharsets.UTF_8));
  }

  private void get(HttpExchange call, String key, boolean content) throws IOException {
    S3Object found = key.isEmpty() ? new S3Object(new byte[0], Instant.EPOCH) : objects.get(key);
    if (found == null) {
      error(call, 404, "NoSuchKey");
      return;
    }
    byte[] bytes = found.content();
    String range = call.getRequestHeaders().getFirst("Range");
    int status = 200;
    int all = bytes.length;
    if (range != null && content) {
      String[] ends = range.replace("bytes=", "").split("-", -1);
      int begin = Integer.parseInt(ends[0]);
      int end = ends[1].isEmpty() ? all - 1 : Math.min(all - 1, Integer.parseInt(ends[1]));
      bytes = java.util.Arrays.copyOfRange(bytes, begin, end + 1);
      call.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(begin, end, all));
      status = 206;
    }
    call.getResponseHeaders().set("ETag", tag(found));
    call.getResponseHeaders()
        .set(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.ofInstant(found.modified(), ZoneOffset.UTC)));
    if (content) {
      send(call, status, bytes);
    } else {
      call.getResponseHeaders().set("Content-Length", "" + bytes.length);
      call.sendResponseHeaders(200, -1);
    }
  }

  private void list(HttpExchange call, Map<String, String> query) throws IOException {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    int limit = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    Map<String, String> folders = new LinkedHashMap<>();
    int count = 0;
    for (Map.Entry<String, S3Object> entry : objects.tailMap(prefix).entrySet()) {
      String key = entry.getKey();
      if (!key.startsWith(prefix) || count >= limit) {
        break;
      }
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      if (end >= 0) {
        folders.put(key.substring(0, end + 1), "");
      } else {
        count++;
        xml.append(
            "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
                .formatted(
                    key,
                    entry.getValue().modified().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                    tag(entry.getValue()),
                    entry.getValue().content().length));
      }
    }
    folders
        .keySet()
        .forEach(
            folder ->
                xml.append(
                    "<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>".formatted(folder)));
    xml.append("<KeyCount>%d</KeyCount></ListBucketResult>".formatted(count + folders.size()));
    send(call, 200, xml.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void deleteAll(HttpExchange call, String body) throws IOException {
    Matcher keys = KEY.matcher(body);
    while (keys.find()) {
      objects.remove(keys.group(1));
    }
    send(call, 200, "<DeleteResult></DeleteResult>".getBytes(StandardCharsets.UTF_8));
  }

  private static String tag(S3Object object) {
    return "\"%08x\"".formatted(java.util.Arrays.hashCode(object.content()));
  }

  /** The content, without the signatures that the SDK puts between its chunks. */
  private static byte[] body(HttpExchange call) throws IOException {
    byte[] sent = call.getRequestBody().readAllBytes();
    String encoding = call.getRequestHeaders().getFirst("Content-Encoding");
    String hash = call.getRequestHeaders().getFirst("x-amz-content-sha256");
    boolean chunked =
        (encoding != null && encoding.contains("aws-chunked"))
            || (hash != null && hash.startsWith("STREAMING-"));
    if (!chunked) {
      return sent;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = at;
      while (sent[end] != '\r') {
        end++;
      }
      String head = new String(sent, at, end - at, StandardCharsets.US_ASCII);
      int size = Integer.parseInt(head.replaceFirst(";.*", ""), 16);
      if (size == 0) {
        return content.toByteArray();
      }
      content.write(sent, end + 2, size);
      at = end + 2 + size + 2;
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String part : raw.split("&", -1)) {
        String[] pair = part.split("=", 2);
        String value = pair.length > 1 ? pair[1] : "";
        query.put(pair[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static void error(HttpExchange call, int status, String code) throws IOException {
    send(
        call,
        status,
        "<Error><Code>%s</Code><Message>no</Message></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange call, int status, byte[] body) throws IOException {
    boolean nothing = body.length == 0 || call.getRequestMethod().equals("HEAD");
    call.sendResponseHeaders(status, nothing ? -1 : body.length);
    if (!nothing) {
      call.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
