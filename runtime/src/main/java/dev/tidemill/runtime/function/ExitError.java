package dev.tidemill.runtime.function;

import dev.tidemill.runtime.function.InvocationError.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Lambda says of a process that ended before it answered. */
final class ExitError {

  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile("java\\.lang\\.OutOfMemoryError(: [^\\r\\n]*)?");

  /** An exit status above this is a signal's number. */
  private static final int SIGNAL = 128;

  private static final int KILLED = 9;

  private ExitError() {}

  /**
   * The error.
   *
   * @param tooLarge whether we have ended it for its memory
   * @param output the end of what the process wrote: a JVM that is out of memory says so there
   */
  static InvocationError of(
      Kind kind, String requestId, int status, boolean tooLarge, String output) {
    Matcher memory = OUT_OF_MEMORY.matcher(output);
    boolean outOfMemory = status != 0 && memory.find();
    String message =
        "RequestId: %s Error: Runtime exited %s%s"
            .formatted(requestId, reason(status), outOfMemory ? " (" + memory.group() + ")" : "");
    return InvocationError.of(
        kind, outOfMemory || tooLarge ? "Runtime.OutOfMemory" : "Runtime.ExitError", message);
  }

  /** What comes after "exited". */
  static String reason(int status) {
    if (status == 0) {
      return "without providing a reason";
    }
    return "with error: "
        + switch (status - SIGNAL) {
          case 6 -> "signal: aborted";
          case KILLED -> "signal: killed";
          case 11 -> "signal: segmentation fault";
          case 15 -> "signal: terminated";
          default -> "exit status " + status;
        };
  }
}
