package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process with Spark of its own that is killed when it says that it has reached its step. */
final class KilledProcess {

  private KilledProcess() {}

  /** Starts the class with the folder and the arguments, and kills it with SIGKILL. */
  static void killWhenReached(Class<?> main, Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.log");
    Process process =
        new ProcessBuilder(command(main, folder, arguments)).redirectError(errors.toFile()).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.equals("reached")) {
        said.add(line);
        line = lines.readLine();
      }
      assertThat(line).as("%s %s", said, Files.readString(errors)).isEqualTo("reached");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> command(Class<?> main, Path folder, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            folder.toString()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }
}
