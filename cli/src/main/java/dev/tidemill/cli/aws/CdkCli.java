package dev.tidemill.cli.aws;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Shell;
import dev.tidemill.cli.Status;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line of AWS CDK, of the version that {@code aws/src/main/node} names. It sends no
 * telemetry and asks for no notices and no newer version: all three switches are needed.
 */
public final class CdkCli {

  private static final List<String> LOCK = List.of("package.json", "package-lock.json");

  /**
   * The check for a newer version names one that was published by mistake, and asks the network;
   * the SDK's warning is about Node, which {@code NodeCheck} has looked at.
   */
  private static final Map<String, String> ENVIRONMENT =
      new TreeMap<>(
          Map.of(
              "CDK_DISABLE_CLI_TELEMETRY", "true",
              "CDK_DISABLE_VERSION_CHECK", "true",
              "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", "true"));

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
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandException.cannot("interrupted", interrupted);
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
   * How it prints.
   *
   * @param color whether it may use colours
   * @param answers whether what was asked for goes to standard output; it has nothing else there
   */
  public record Output(boolean color, boolean answers) {}

  /**
   * Runs an action on an assembly, with the terminal as its own.
   *
   * @param action {@code diff}, {@code deploy} or {@code destroy}
   * @param stack the name of the one that it holds
   * @param region where the stack is, for advice
   * @return 0; 3 if it failed: an account, a network or credentials are missing, or AWS refused;
   *     130 if it was interrupted
   */
  public int run(String action, Path assembly, String stack, Output output, String region) {
    ProcessBuilder builder =
        new ProcessBuilder(command(action, assembly, stack, output)).inheritIO();
    builder.environment().putAll(ENVIRONMENT);
    try {
      int status = run(builder);
      if (status == 0) {
        return Status.FINE;
      }
      advise(action, region);
      return Status.CANNOT;
    } catch (InterruptedException interrupted) {
      shell
          .err()
          .println(
              action.equals("diff")
                  ? "tidemill: interrupted"
                  : "tidemill: interrupted; what CloudFormation has begun goes on: its console"
                      + " shows how far it is");
      return Status.INTERRUPTED;
    } catch (IOException failure) {
      throw CommandException.cannot("Node.js did not start: " + failure.getMessage(), failure);
    }
  }

  /** CDK's own lines speak of a 'cdk' that is not on the path, and of its app. */
  private void advise(String action, String region) {
    shell.err().println("tidemill: '%s' failed; CDK says above why. If it has".formatted(action));
    shell.err().println("  no account or credentials: set AWS_PROFILE, or sign on");
    shell
        .err()
        .println(
            "  no bootstrap: npx aws-cdk@%s bootstrap aws://ACCOUNT/%s"
                .formatted(version(), region));
  }

  private String version() {
    try {
      Matcher version =
          Pattern.compile("\"aws-cdk\": *\"([^\"]+)\"")
              .matcher(Files.readString(source.resolve(LOCK.get(0))));
      return version.find() ? version.group(1) : "2";
    } catch (IOException unreadable) {
      throw CommandException.cannot("cannot read " + source.resolve(LOCK.get(0)), unreadable);
    }
  }

  List<String> command(String action, Path assembly, String stack, Output output) {
    List<String> command = new ArrayList<>();
    command.add(shell.variable("JSII_NODE").orElse("node"));
    command.add(home.resolve("node_modules/aws-cdk/bin/cdk").toString());
    command.addAll(List.of("--app", assembly.toString(), "--no-notices", "--no-version-reporting"));
    command.add(output.color() ? "--color" : "--no-color");
    if (action.equals("diff") && output.answers()) {
      // Its word for standard output.
      command.add("--ci");
    }
    command.add(action);
    command.add(stack);
    if (action.equals("deploy")) {
      command.addAll(List.of("--require-approval", "never"));
    } else if (action.equals("destroy")) {
      command.add("--force");
    }
    return command;
  }

  private static int run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      process.destroy();
      process.onExit().join();
      throw interrupted;
    }
  }
}
