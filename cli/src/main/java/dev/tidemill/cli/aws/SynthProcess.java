package dev.tidemill.cli.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Shell;
import dev.tidemill.runtime.process.Installation;
import dev.tidemill.runtime.process.Installation.Module;
import dev.tidemill.runtime.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The process that makes a template: the only one with CDK on its class path. What it leaves in its
 * folder of temporary files is deleted with that.
 */
public final class SynthProcess {

  private static final String MAIN = "dev.tidemill.aws.cdk.SynthMain";

  /** What every assembly holds, so that a folder with it may be written anew. */
  private static final String MARK = "cdk.out";

  private static final int WRONG = 2;

  private final Installation installation;
  private final Shell shell;

  public SynthProcess(Installation installation, Shell shell) {
    this.installation = installation;
    this.shell = shell;
  }

  /**
   * Runs it.
   *
   * @param assembly the folder to write to: a new one, an empty one, or one that was written so
   * @param validate whether the template is checked against CloudFormation's schemas
   * @param verbose whether a trace is shown where CDK fails
   */
  public Synthesised run(
      Path definition,
      String stage,
      Map<String, String> set,
      Path assembly,
      boolean validate,
      boolean verbose) {
    try {
      clear(assembly);
      Path temporary = Files.createTempDirectory("tidemill-synth");
      try {
        List<String> arguments =
            new ArrayList<>(List.of(definition.toString(), stage, assembly.toString()));
        new TreeMap<>(set).forEach((name, value) -> arguments.add(name + "=" + value));
        return run(arguments, assembly, temporary, validate, verbose);
      } finally {
        delete(temporary);
      }
    } catch (IOException failure) {
      throw CommandException.cannot("cannot synthesise: " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandException.cannot("interrupted", interrupted);
    }
  }

  private Synthesised run(
      List<String> arguments, Path assembly, Path temporary, boolean validate, boolean verbose)
      throws IOException, InterruptedException {
    Path errors = temporary.resolve("errors.txt");
    JavaCommand command =
        new JavaCommand(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + temporary,
                "-Dtidemill.verbose=" + verbose),
            installation.classPath(Module.AWS),
            MAIN,
            arguments,
            Duration.ZERO);
    ProcessBuilder builder =
        new ProcessBuilder(command.line(installation)).redirectError(errors.toFile());
    builder.environment().put("CDK_VALIDATION", String.valueOf(validate));
    builder.environment().put("JSII_DEPRECATED", "quiet");
    builder.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
    builder.environment().put("TMPDIR", temporary.toString());
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    int status = process.waitFor();
    String said = Files.readString(errors).strip();
    if (status != 0) {
      throw failed(status, said);
    }
    if (!said.isEmpty()) {
      shell.err().println(said);
    }
    return synthesised(lines, assembly);
  }

  private CommandException failed(int status, String said) {
    if (status == WRONG) {
      shell.err().println(said);
      return CommandException.told();
    }
    return CommandException.cannot(
        "CDK failed: " + (said.isEmpty() ? "status " + status : said), null);
  }

  private static Synthesised synthesised(List<String> lines, Path assembly) {
    Map<String, Integer> counts = new TreeMap<>();
    Path template = assembly;
    for (String line : lines) {
      int blank = line.lastIndexOf(' ');
      if (line.startsWith("template ")) {
        template = Path.of(line.substring("template ".length()));
      } else if (line.startsWith("AWS::") && blank > 0) {
        counts.put(line.substring(0, blank), Integer.parseInt(line.substring(blank + 1)));
      }
    }
    return new Synthesised(assembly, template, counts);
  }

  private static void clear(Path assembly) throws IOException {
    if (Files.isDirectory(assembly)) {
      try (Stream<Path> files = Files.list(assembly)) {
        if (!Files.exists(assembly.resolve(MARK)) && files.findAny().isPresent()) {
          throw CommandException.wrong(
              "-o: " + assembly + " holds other files: name a new folder or an empty one");
        }
      }
      delete(assembly);
    }
    Files.createDirectories(assembly);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
