package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process with Spark of its own that is killed with SIGKILL. */
final class KilledProcess implements AutoCloseable {

  private final Path errors;
  private final Process process;
  private final BufferedReader lines;

  /** Starts the class with the folder and the arguments. */
  KilledProcess(Class<?> main, Path folder, String... arguments) throws IOException {
    errors = folder.resolve("errors.log");
    process =
        new ProcessBuilder(command(main, folder, arguments)).redirectError(errors.toFile()).start();
    lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Starts it, and kills it when it says that it has reached its step. */
  static void killWhenReached(Class<?> main, Path folder, String... arguments) throws IOException {
    try (KilledProcess process = new KilledProcess(main, folder, arguments)) {
      process.await("reached");
    }
  }

  /** Waits until it says a line. */
  void await(String wanted) throws IOException {
    List<String> said = new ArrayList<>();
    String line = lines.readLine();
    while (line != null && !line.equals(wanted)) {
      said.add(line);
      line = lines.readLine();
    }
    assertThat(line).as("%s %s", said, Files.readString(errors)).isEqualTo(wanted);
  }

  /** Sends it a signal: {@code STOP} suspends it, {@code CONT} lets it go on. */
  void signal(String signal) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
        .isZero();
  }

  /** Kills it. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    lines.close();
  }

  private static List<String> command(Class<?> main, Path folder, String... arguments) {
    List<String> command = new ArrayList<>(ChildJvm.command(main));
    command.add(folder.toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }
}
