package dev.tidemill.stores;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import com.amazonaws.services.dynamodbv2.model.ListTablesRequest;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * {@code StoresMain DATA_DIR [PORT]}: DynamoDB Local, its data in the folder, one database whatever
 * the region and the credentials.
 *
 * <p>Listens on 127.0.0.1 (DynamoDB Local's own main class would listen everywhere), on a free port
 * where PORT is absent or 0. Prints one line on standard output, {@code ready 127.0.0.1:PORT}, when
 * it serves; its log is {@code DATA_DIR/logs/stores.log}. What keeps it from starting is one line
 * on standard error and exit status 3, or 4 when the port is taken. It sends nothing to Amazon:
 * telemetry is set up only by the main class that is not used here.
 */
public final class StoresMain {

  private static final String HOST = "127.0.0.1";
  private static final int CANNOT = 3;
  private static final int PORT_TAKEN = 4;

  private StoresMain() {}

  /** See the class. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]).toAbsolutePath();
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    try {
      Path data = Files.createDirectories(folder.resolve("stores"));
      Path log = Files.createDirectories(folder.resolve("logs")).resolve("stores.log");
      System.setProperty("tidemill.stores.log", log.toString());
      Logger.getLogger("").setLevel(Level.WARNING);
      unpackInto(data.resolve("native"));
      ServerConnector connector = start(data, port);
      System.out.println("ready " + HOST + ":" + connector.getLocalPort());
      connector.getServer().join();
    } catch (FileSystemException unusable) {
      fail(CANNOT, "cannot write to " + unusable.getFile() + ": " + reason(unusable));
    } catch (Exception failure) {
      if (failure instanceof BindException || failure.getCause() instanceof BindException) {
        fail(PORT_TAKEN, "port " + port + " on " + HOST + " is taken");
      }
      fail(CANNOT, "DynamoDB Local cannot start: " + failure);
    }
  }

  /** DynamoDB Local unpacks SQLite's library into the temporary folder, anew at each start. */
  private static void unpackInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var left = Files.newDirectoryStream(folder)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    System.setProperty("java.io.tmpdir", folder.toString());
  }

  private static ServerConnector start(Path data, int port) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(16, 4);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    LocalDynamoDBRequestHandler stores =
        new LocalDynamoDBRequestHandler(0, false, data.toString(), true, false);
    prepare(stores, data);
    server.setHandler(new LocalDynamoDBServerHandler(stores, null));
    server.setStopAtShutdown(true);
    server.start();
    return connector;
  }

  /**
   * Makes the database before anyone asks, and has it keep a write-ahead log: one flush of the disk
   * for each write instead of four. The file remembers the mode.
   */
  private static void prepare(LocalDynamoDBRequestHandler stores, Path data)
      throws SQLiteException {
    stores.listTables("tidemill", "us-east-1", new ListTablesRequest());
    SQLiteConnection connection =
        new SQLiteConnection(data.resolve("shared-local-instance.db").toFile());
    try {
      connection.open(false);
      connection.exec("PRAGMA journal_mode=WAL");
    } finally {
      connection.dispose();
    }
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }

  private static void fail(int status, String message) {
    System.err.println(message);
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }
}
