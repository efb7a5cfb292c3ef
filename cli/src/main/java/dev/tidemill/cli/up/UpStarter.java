package dev.tidemill.cli.up;

import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.up.Up;
import dev.tidemill.runtime.up.UpListener;
import dev.tidemill.runtime.up.UpOptions;

/** Brings a pipeline up: the seam between the command and what it runs. */
@FunctionalInterface
public interface UpStarter {

  /** The real one. */
  UpStarter REAL =
      (pipeline, options, listener) -> new RunningUp(Up.start(pipeline, options, listener));

  /**
   * Starts everything and returns when it is ready.
   *
   * @throws dev.tidemill.runtime.up.UpRefused if the definition cannot be run
   * @throws dev.tidemill.runtime.process.WorldException if this machine cannot
   */
  Running start(Pipeline pipeline, UpOptions options, UpListener listener)
      throws InterruptedException;

  /** A pipeline that is up. */
  interface Running {

    /** How it is doing. */
    Status status();

    /** Lets what is at work end and then ends everything; returns within 15 s. */
    void drain() throws InterruptedException;
  }
}
