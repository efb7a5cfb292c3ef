package dev.tidemill.cli;

import dev.tidemill.cli.command.Tidemill;
import dev.tidemill.cli.text.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** The program that the script {@code tidemill} starts. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    Shell shell =
        new Shell(
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            Terminal.detect(System::getProperty, System::getenv),
            System::getenv,
            InstantSource.system());
    Interrupts interrupts = Interrupts.install(Thread.currentThread());
    int status = run(shell, interrupts::happened, arguments);
    shell.out().flush();
    boolean cutOff = interrupts.happened() && status != Status.FINE;
    System.exit(cutOff ? Status.INTERRUPTED : status);
  }

  /**
   * Runs one command; never throws.
   *
   * @param interrupted whether the user wants it to end; what it throws then is no failure
   */
  static int run(Shell shell, BooleanSupplier interrupted, String... arguments) {
    try {
      return Tidemill.commandLine(shell)
          .setExecutionExceptionHandler(
              (failure, command, parsed) -> report(shell, interrupted, failure))
          .execute(arguments);
    } catch (RuntimeException | Error failure) {
      return report(shell, interrupted, failure);
    }
  }

  private static int report(Shell shell, BooleanSupplier interrupted, Throwable failure) {
    if (interrupted.getAsBoolean()) {
      shell.err().println("tidemill: interrupted; all that it started has ended");
      return Status.INTERRUPTED;
    }
    return Failures.report(shell, failure);
  }

  /** UTF-8 whatever the locale; whole lines, and no exception when nobody reads any more. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        true,
        StandardCharsets.UTF_8);
  }
}
