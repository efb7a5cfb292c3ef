package dev.tidemill.runtime.up;

import dev.tidemill.runtime.api.OperationException;
import dev.tidemill.runtime.api.OperationException.Why;

/** Whether function calls from outside are let in. */
final class Gate {

  private volatile boolean diskFull;
  private volatile boolean stopping;

  void diskFull(boolean full) {
    diskFull = full;
  }

  void stop() {
    stopping = true;
  }

  /** Throws where a call must not begin now. */
  void enter() {
    if (stopping) {
      throw new OperationException(Why.UNAVAILABLE, "stopping", "the pipeline is being stopped");
    }
    if (diskFull) {
      throw new OperationException(
          Why.UNAVAILABLE, "disk-full", "the disk is nearly full: calls wait for space");
    }
  }
}
