package dev.tidemill.cli;

/** Exit statuses. */
public final class Status {

  /** All went well. */
  public static final int FINE = 0;

  /** The pipeline failed. */
  public static final int FAILED = 1;

  /** The definition or the command line is wrong. */
  public static final int WRONG = 2;

  /** This machine or a service that is needed cannot. */
  public static final int CANNOT = 3;

  /** Ctrl-C or SIGTERM. */
  public static final int INTERRUPTED = 130;

  private Status() {}
}
