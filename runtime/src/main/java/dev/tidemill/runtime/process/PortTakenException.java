package dev.tidemill.runtime.process;

/** The port that a server is to listen on belongs to another socket. */
public final class PortTakenException extends WorldException {

  public PortTakenException(String message) {
    super(message);
  }
}
