package dev.tidemill.cli;

import dev.tidemill.cli.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** A command run inside this JVM, with what it printed. */
public record Captured(int status, String out, String err) {

  /** The clock of these commands. */
  public static final Instant NOW = Instant.parse("2026-11-13T09:00:00Z");

  private static final Terminal PIPED = new Terminal(false, false, 80, false);

  /** Runs a command whose output is piped. */
  public static Captured run(String... arguments) {
    return run(PIPED, Map.of(), arguments);
  }

  /** Runs a command with an environment of its own. */
  public static Captured run(
      Terminal terminal, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell = new Shell(stream(out), stream(err), terminal, environment::get, () -> NOW);
    int status = Main.run(shell, () -> false, arguments);
    return new Captured(status, text(out), text(err));
  }

  /** A stream into memory. */
  public static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
