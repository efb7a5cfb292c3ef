package dev.tidemill.engine.decode;

import java.io.Serializable;

/** Reads values of one type. Has no state: one serves all threads. */
@FunctionalInterface
interface ValueReader extends Serializable {

  /**
   * The value that begins with the message's last token, which is not {@code null}; afterwards the
   * last token is the value's last.
   *
   * @return as Spark holds it inside a row
   */
  Object read(Message in) throws Fault;
}
