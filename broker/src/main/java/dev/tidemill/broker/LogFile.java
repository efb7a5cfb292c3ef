package dev.tidemill.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends Kafka's log, which comes through SLF4J to {@code java.util.logging}, to a file. */
final class LogFile {

  private static final int MAX_BYTES = 5 << 20;

  /** Held, since the manager holds loggers weakly and would forget their levels. */
  private static final Logger ROOT = Logger.getLogger("");

  private LogFile() {}

  /** Writes to the file and, when it is full, keeps one older; nothing goes to the console. */
  static void open(Path file) throws IOException {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    LogManager.getLogManager().reset();
    Handler handler = new FileHandler(pattern(file), MAX_BYTES, 1, true);
    handler.setFormatter(new SimpleFormatter());
    ROOT.setLevel(Level.INFO);
    ROOT.addHandler(handler);
  }

  private static String pattern(Path file) {
    return file.toString().replace("%", "%%");
  }
}
