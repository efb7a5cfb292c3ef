package dev.tidemill.cli;

/** Ends a command with one line for the user and an exit status. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  private CommandException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The definition or the command line is wrong. */
  public static CommandException wrong(String message) {
    return new CommandException(Status.WRONG, message, null);
  }

  /** This machine or a service that is needed cannot. */
  public static CommandException cannot(String message, Throwable cause) {
    return new CommandException(Status.CANNOT, message, cause);
  }

  /** The definition is wrong, and the user has been told what. */
  public static CommandException told() {
    return new CommandException(Status.WRONG, "", null);
  }

  /** The exit status. */
  public int status() {
    return status;
  }
}
