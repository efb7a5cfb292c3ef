package dev.tidemill.broker;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * {@code BrokerMain DATA_DIR [PORT]}: a Kafka broker for this machine alone, in KRaft mode, its
 * data in the folder.
 *
 * <p>Listens on 127.0.0.1, on a free port where PORT is absent or 0. Prints one line on standard
 * output, {@code ready 127.0.0.1:PORT}, when clients are served; Kafka's log is {@code
 * DATA_DIR/logs/broker.log}. What keeps it from starting is one line on standard error and exit
 * status 3, or 4 when the port is taken. Ends in order at SIGTERM. Kafka itself halts the JVM when
 * its disk fails or is full.
 */
public final class BrokerMain {

  private static final int CANNOT = 3;
  private static final int PORT_TAKEN = 4;

  private BrokerMain() {}

  /** See the class. */
  public static void main(String[] args) throws InterruptedException {
    Path folder = Path.of(args[0]).toAbsolutePath();
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    CountDownLatch ended = new CountDownLatch(1);
    try {
      LogFile.open(Files.createDirectories(folder.resolve("logs")).resolve("broker.log"));
      Broker broker = Broker.start(folder, port);
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-end"));
      System.out.println("ready " + Sockets.HOST + ":" + broker.port());
      ended.await();
    } catch (BindException taken) {
      fail(PORT_TAKEN, "port " + port + " on " + Sockets.HOST + " is taken");
    } catch (FileSystemException unusable) {
      fail(CANNOT, "cannot write to " + unusable.getFile() + ": " + reason(unusable));
    } catch (IOException | RuntimeException failure) {
      fail(CANNOT, "the broker cannot start: " + failure);
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
