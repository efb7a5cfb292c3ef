package dev.tidemill.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.CloseableIterable;

/**
 * As much of the Glue Data Catalog as Iceberg asks for, over HTTP and in memory: databases, and
 * tables with versions. An update that names another version than the last is refused:
 * https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html
 */
public final class GlueServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Refused extends Exception {
    Refused(String code) {
      super(code);
    }
  }

  private final HttpServer server;
  private final Map<String, ObjectNode> databases = new TreeMap<>();
  private final Map<String, ObjectNode> tables = new TreeMap<>();
  private boolean losesAnswer;
  private int updates;

  public GlueServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** {@code http://HOST:PORT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next update of a table is done, and the connection cut before it is answered. */
  public synchronized void loseNextAnswer() {
    losesAnswer = true;
  }

  /** Updates of tables that were done. */
  public synchronized int updates() {
    return updates;
  }

  /**
   * Reads a column of a table as it is now.
   *
   * @param warehouse where its files are in the other server, as {@code s3://BUCKET/}
   */
  public List<Object> column(S3Server s3, String warehouse, String table, String column)
      throws IOException {
    InMemoryFileIO files = new InMemoryFileIO();
    s3.keys("").forEach(key -> files.addFile(warehouse + key, s3.bytes(key)));
    String metadata;
    synchronized (this) {
      metadata = tables.get(table).at("/Parameters/metadata_location").asText();
    }
    List<Object> values = new ArrayList<>();
    BaseTable opened = new BaseTable(new StaticTableOperations(metadata, files), table);
    try (CloseableIterable<Record> rows = IcebergGenerics.read(opened).build()) {
      rows.forEach(row -> values.add(row.getField(column)));
    }
    return values;
  }

  private synchronized void answer(HttpExchange call) throws IOException {
    try (call) {
      String target = call.getRequestHeaders().getFirst("X-Amz-Target");
      ObjectNode request = (ObjectNode) JSON.readTree(call.getRequestBody().readAllBytes());
      try {
        send(call, 200, answer(target.replaceFirst("AWSGlue[.]", ""), request));
      } catch (Refused refused) {
        send(call, 400, JSON.createObjectNode().put("__type", refused.getMessage()));
      }
    }
  }

  private ObjectNode answer(String operation, ObjectNode request) throws Refused, IOException {
    String database = request.path("DatabaseName").asText();
    return switch (operation) {
      case "GetDatabase" ->
          JSON.createObjectNode().set("Database", found(databases, request.get("Name").asText()));
      case "CreateDatabase" -> {
        ObjectNode input = (ObjectNode) request.get("DatabaseInput");
        yield create(databases, input.get("Name").asText(), input);
      }
      case "GetTable" ->
          JSON.createObjectNode()
              .set("Table", found(tables, database + "." + request.get("Name").asText()));
      case "CreateTable" -> {
        ObjectNode input = (ObjectNode) request.get("TableInput");
        input.put("DatabaseName", database).put("VersionId", "0");
        yield create(tables, database + "." + input.get("Name").asText(), input);
      }
      case "UpdateTable" -> update(database, request);
      default -> throw new Refused("InvalidInputException");
    };
  }

  private ObjectNode update(String database, ObjectNode request) throws Refused, IOException {
    ObjectNode input = (ObjectNode) request.get("TableInput");
    String name = database + "." + input.get("Name").asText();
    String version = found(tables, name).get("VersionId").asText();
    if (request.has("VersionId") && !request.get("VersionId").asText().equals(version)) {
      throw new Refused("ConcurrentModificationException");
    }
    input.put("DatabaseName", database).put("VersionId", "" + (Integer.parseInt(version) + 1));
    tables.put(name, input);
    updates++;
    if (losesAnswer) {
      losesAnswer = false;
      throw new IOException("cut");
    }
    return JSON.createObjectNode();
  }

  private static ObjectNode found(Map<String, ObjectNode> all, String name) throws Refused {
    if (!all.containsKey(name)) {
      throw new Refused("EntityNotFoundException");
    }
    return all.get(name);
  }

  private static ObjectNode create(Map<String, ObjectNode> all, String name, ObjectNode input)
      throws Refused {
    if (all.putIfAbsent(name, input) != null) {
      throw new Refused("AlreadyExistsException");
    }
    return JSON.createObjectNode();
  }

  private static void send(HttpExchange call, int status, ObjectNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    call.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
