package dev.tidemill.engine.encode;

/** A row holds what no message of the stream can hold. Nothing that is tried again helps. */
public final class Unsendable extends RuntimeException {

  Unsendable(String message) {
    super(message);
  }

  /** The one among the causes of a failure, or null. Spark wraps what a task throws. */
  public static Unsendable among(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 50; depth++) {
      if (cause instanceof Unsendable found) {
        return found;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
