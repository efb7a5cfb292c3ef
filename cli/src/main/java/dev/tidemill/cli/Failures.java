package dev.tidemill.cli;

import dev.tidemill.runtime.api.OperationException;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a command that threw means for the user. */
final class Failures {

  private Failures() {}

  /** Prints one line and gives the exit status. */
  static int report(Shell shell, Throwable failure) {
    if (failure instanceof CommandException expected) {
      if (!expected.getMessage().isEmpty()) {
        shell.err().println("tidemill: " + expected.getMessage());
      }
      return expected.status();
    }
    if (failure instanceof WorldException world) {
      shell.err().println("tidemill: " + world.getMessage());
      return Status.CANNOT;
    }
    if (failure instanceof OperationException refused) {
      shell.err().println("tidemill: [" + refused.code() + "] " + refused.getMessage());
      return switch (refused.why()) {
        case WRONG, UNKNOWN, REFUSED -> Status.WRONG;
        case THROTTLED, UNAVAILABLE -> Status.CANNOT;
      };
    }
    if (failure instanceof OutOfMemoryError) {
      shell.err().println("tidemill: out of memory: TIDEMILL_OPTS=-Xmx2g gives it more");
      return Status.CANNOT;
    }
    String what = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    shell.err().println("tidemill: a bug of ours, " + what.lines().findFirst().orElse(""));
    shell.err().println("  all of it is in " + written(failure) + "; please report it");
    return Status.CANNOT;
  }

  private static String written(Throwable failure) {
    try {
      Path file = Files.createTempFile("tidemill-bug-", ".log");
      try (PrintWriter log =
          new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
        failure.printStackTrace(log);
      }
      return file.toString();
    } catch (IOException e) {
      return "no file, since the temporary folder cannot be written";
    }
  }
}
