package dev.tidemill.runtime.function;

import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Java runs the code of a function: {@code JAVA_21_HOME} for {@code java21} and so on, else
 * the one that Tidemill itself runs with, if it is new enough.
 *
 * @param environment Tidemill's own
 * @param running the {@code java} command that Tidemill runs with
 * @param version of that
 */
record JavaHomes(Map<String, String> environment, Path running, int version) {

  private static final Pattern RUNTIME = Pattern.compile("java(\\d+)");
  private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  /**
   * The {@code java} command for a runtime.
   *
   * @param runtime AWS's identifier
   * @throws WorldException in one line that says what to set, if there is none
   */
  Path find(String runtime) {
    Matcher java = RUNTIME.matcher(runtime);
    if (!java.matches()) {
      throw new WorldException(
          "runtime %s needs a command here: add command: PROGRAM ARGUMENTS".formatted(runtime));
    }
    int needed = Integer.parseInt(java.group(1));
    String variable = "JAVA_%d_HOME".formatted(needed);
    String home = environment.getOrDefault(variable, "");
    if (home.isEmpty()) {
      if (version < needed) {
        throw new WorldException(
            "%s needs Java %d or newer and Tidemill runs with %d: set %s to the folder of one"
                .formatted(runtime, needed, version, variable));
      }
      return running;
    }
    Path command = Path.of(home, "bin", "java");
    if (!Files.isExecutable(command)) {
      throw new WorldException(
          "%s is %s, but there is no bin/java in it".formatted(variable, home));
    }
    int found = version(Path.of(home, "release"), needed);
    if (found < needed) {
      throw new WorldException(
          "%s is %s, but that is Java %d and %s needs %d or newer"
              .formatted(variable, home, found, runtime, needed));
    }
    return command;
  }

  /** As the file says that every JDK of today has; where there is none, what was asked for. */
  private static int version(Path release, int otherwise) {
    try {
      Matcher version = RELEASE.matcher(Files.readString(release));
      return version.find() ? Integer.parseInt(version.group(1)) : otherwise;
    } catch (IOException none) {
      return otherwise;
    }
  }
}
