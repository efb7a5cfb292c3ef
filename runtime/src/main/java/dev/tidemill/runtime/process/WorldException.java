package dev.tidemill.runtime.process;

/**
 * This machine cannot do what is asked: a port is taken, a folder cannot be written to, the disk is
 * full, a process does not start.
 *
 * <p>The message is one line for the user and needs no stack trace; the cause is for the log.
 */
public class WorldException extends RuntimeException {

  public WorldException(String message) {
    this(message, null);
  }

  public WorldException(String message, Throwable cause) {
    super(message, cause);
  }
}
