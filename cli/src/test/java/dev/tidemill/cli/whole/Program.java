package dev.tidemill.cli.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, started as the script starts it. */
public record Program(Process process, Path out, Path err) {

  static final Path HOME = Path.of(System.getProperty("tidemill.home"));

  private static final long PATIENCE_SECONDS = 240;

  /** What it printed and how it ended. */
  public record Ended(int status, String out, String err) {}

  /** Starts a command with a folder as its current one; what it prints is beside that folder. */
  public static Program start(Path folder, String... arguments) throws IOException {
    return start(List.of(), folder, arguments);
  }

  /** The same with further options of the JVM. */
  public static Program start(List<String> options, Path folder, String... arguments)
      throws IOException {
    Path files = Files.createTempDirectory("tidemill-e2e-");
    Path out = files.resolve("out");
    Path err = files.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + HOME.resolve("cli/target/jvm.options"));
    command.addAll(options);
    command.add("-Dtidemill.home=" + HOME);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.tidemill.cli.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TIDEMILL_"));
    return new Program(builder.start(), out, err);
  }

  /** Runs a command to its end. */
  public static Ended run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    return start(folder, arguments).await();
  }

  public Ended await() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("did not end: " + text(out) + text(err));
    }
    return new Ended(process.exitValue(), text(out), text(err));
  }

  /** What it has printed so far. */
  public String outSoFar() throws IOException {
    return text(out);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
