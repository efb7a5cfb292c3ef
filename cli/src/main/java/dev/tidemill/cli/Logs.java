package dev.tidemill.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.LogManager;

/**
 * Sends what Kafka, Spark and the other libraries log into a file; the console shows none of it.
 * See {@code log4j2.xml}: nothing is opened before something is logged.
 */
public final class Logs {

  private Logs() {}

  /**
   * Names the file. To be called before the first library that logs is loaded.
   *
   * @param verbose whether to log more than warnings
   */
  public static void to(Path file, boolean verbose) {
    System.setProperty("tidemill.log", file.toString());
    System.setProperty("tidemill.logLevel", verbose ? "info" : "warn");
    LogManager.getLogManager().reset();
    PrintStream log = new PrintStream(new LogStream(file), true, StandardCharsets.UTF_8);
    System.setOut(log);
    System.setErr(log);
  }
}
