package dev.tidemill.cli.aws;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Shell;
import dev.tidemill.runtime.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The command line of AWS CDK, of the version that {@code aws/src/main/node} names. It sends no
 * telemetry and asks for no notices: both switches are needed.
 */
public final class CdkCli {

  private static final List<String> LOCK = List.of("package.json", "package-lock.json");
  private static final int CREDENTIALS = 3;

  private final Shell shell;
  private final Path source;
  private final Path home;

  public CdkCli(Installation installation, Shell shell) {
    this.shell = shell;
    this.source = installation.home().resolve("aws/src/main/node");
    Path cache =
        shell
            .variable("XDG_CACHE_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    this.home = cache.resolve("tidemill/aws-cdk");
  }

  /**
   * Fetches it if it is not there in this version.
   *
   * @param note is told what takes long
   */
  public void install(Consumer<String> note) {
    try {
      if (isThere()) {
        return;
      }
      note.accept("fetching the CDK command line into " + home);
      Files.createDirectories(home);
      for (String file : LOCK) {
        Files.copy(source.resolve(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Path log = home.resolve("npm.log");
      int status =
          run(
              new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                  .directory(home.toFile())
                  .redirectErrorStream(true)
                  .redirectOutput(log.toFile()));
      if (status != 0) {
        throw CommandException.cannot("npm could not fetch the CDK command line: see " + log, null);
      }
    } catch (IOException failure) {
      throw CommandException.cannot(
          "npm is needed for this, and did not start: " + failure.getMessage(), failure);
    }
  }

  private boolean isThere() throws IOException {
    return Files.isRegularFile(home.resolve("node_modules/aws-cdk/bin/cdk"))
        && Files.exists(home.resolve(LOCK.get(1)))
        && Files.mismatch(source.resolve(LOCK.get(1)), home.resolve(LOCK.get(1))) == -1;
  }

  /**
   * Runs an action on an assembly, with the terminal as its own.
   *
   * @param action {@code diff}, {@code deploy} or {@code destroy}
   * @param stack the name of the one that it holds
   * @return 0, or 3 if it failed: an account, a network or credentials are missing, or AWS refused
   */
  public int run(String action, Path assembly, String stack) {
    ProcessBuilder builder = new ProcessBuilder(command(action, assembly, stack)).inheritIO();
    builder.environment().putAll(environment());
    try {
      return run(builder) == 0 ? 0 : CREDENTIALS;
    } catch (IOException failure) {
      throw CommandException.cannot("Node.js did not start: " + failure.getMessage(), failure);
    }
  }

  private List<String> command(String action, Path assembly, String stack) {
    List<String> command = new ArrayList<>();
    command.add(shell.variable("JSII_NODE").orElse("node"));
    command.add(home.resolve("node_modules/aws-cdk/bin/cdk").toString());
    command.addAll(List.of("--app", assembly.toString(), "--no-notices", "--no-version-reporting"));
    command.add(action);
    command.add(stack);
    if (action.equals("deploy")) {
      command.addAll(List.of("--require-approval", "never"));
    } else if (action.equals("destroy")) {
      command.add("--force");
    }
    return command;
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("CDK_DISABLE_CLI_TELEMETRY", "true");
    environment.put("CDK_VALIDATION", "false");
    return environment;
  }

  private static int run(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw CommandException.cannot(
          "interrupted; CloudFormation goes on: its console shows how far it is", interrupted);
    }
  }
}
