package dev.tidemill.runtime.rehearse;

/**
 * This machine, or a service that is needed, cannot rehearse: a port, the disk, the broker.
 *
 * <p>The message is one line for the user and needs no stack trace; the cause is for the log.
 */
public class RehearsalException extends RuntimeException {

  public RehearsalException(String message, Throwable cause) {
    super(message, cause);
  }

  public RehearsalException(String message) {
    this(message, null);
  }
}
