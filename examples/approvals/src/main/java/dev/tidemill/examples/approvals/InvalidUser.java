package dev.tidemill.examples.approvals;

import java.util.List;

/** A user that was refused; the message names each field that is wrong, with its value. */
public final class InvalidUser extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidUser(List<String> faults) {
    super(String.join("; ", faults));
  }
}
