package dev.tidemill.runtime.function;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of code that was compiled for a newer Java than its function's what to do. */
final class ClassVersion {

  private static final Pattern VERSIONS =
      Pattern.compile("(\\S+) has been compiled .*version (\\d+)\\.\\d+\\).* up to (\\d+)\\.\\d+");

  /** The class file version of Java 1.0, as it were. */
  private static final int BEFORE_FIRST = 44;

  private ClassVersion() {}

  /** The error as it is, unless it says that a class file is too new. */
  static InvocationError explain(InvocationError error, FunctionSettings settings) {
    Matcher versions = VERSIONS.matcher(error.errorMessage());
    if (!versions.find()) {
      return error;
    }
    String text =
        "%s is compiled for Java %d, and runtime %s ran it with Java %d: compile it with"
            + " --release %3$s, or name a newer runtime";
    int compiled = Integer.parseInt(versions.group(2)) - BEFORE_FIRST;
    int running = Integer.parseInt(versions.group(3)) - BEFORE_FIRST;
    String name = versions.group(1).replace('/', '.');
    return new InvocationError(
        error.errorType(),
        text.replace("%3$s", String.valueOf(running))
            .formatted(name, compiled, settings.runtime(), running),
        error.stackTrace(),
        error.kind());
  }
}
