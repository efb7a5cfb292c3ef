package dev.tidemill.aws.synth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether CDK finds the Node.js that it needs. Its own messages are traces of JavaScript.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/node-versions.html">Node versions of
 *     CDK</a>
 */
public final class NodeCheck {

  private static final int OLDEST = 20;
  private static final int PATIENCE_SECONDS = 10;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.\\d+\\.\\d+\\S*");

  private NodeCheck() {}

  /**
   * What is wrong with it, in one line; empty if nothing is.
   *
   * @param named what {@code JSII_NODE} says, if anything
   */
  public static Optional<String> problem(Optional<String> named) {
    String node = named.orElse("node");
    try {
      Process process = new ProcessBuilder(node, "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of(
            "'%s --version' does not answer within %d s: %s"
                .formatted(node, PATIENCE_SECONDS, advice()));
      }
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return judged(node, process.exitValue(), said);
    } catch (IOException notThere) {
      return Optional.of("Node.js was not found ('%s'): %s".formatted(node, advice()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted while '" + node + " --version' was asked");
    }
  }

  private static Optional<String> judged(String node, int status, String said) {
    Matcher version = VERSION.matcher(said);
    if (status != 0 || !version.matches()) {
      String first = said.lines().findFirst().orElse("nothing");
      return Optional.of(
          "'%s --version' says '%s', which is no version of Node.js: %s"
              .formatted(node, first, advice()));
    }
    return Integer.parseInt(version.group(1)) < OLDEST
        ? Optional.of("Node.js %s ('%s') is too old: %s".formatted(said, node, advice()))
        : Optional.empty();
  }

  private static String advice() {
    return "CDK needs %d or newer (better 22 or 24) on the PATH, or JSII_NODE pointing at it"
        .formatted(OLDEST);
  }
}
