package dev.tidemill.runtime.invoke;

/** Sends messages to streams. */
@FunctionalInterface
public interface StreamSender {

  /**
   * Returns when the broker has it.
   *
   * @throws dev.tidemill.runtime.schedule.TargetException if it cannot be sent now, or ever
   */
  void send(String stream, byte[] message) throws InterruptedException;
}
