package dev.tidemill.cli.up;

import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.up.Up;

/** A pipeline that really is up. */
record RunningUp(Up up) implements UpStarter.Running {

  @Override
  public Status status() {
    return up.operations().status();
  }

  @Override
  public void drain() throws InterruptedException {
    up.drain();
  }
}
