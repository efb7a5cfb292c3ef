package dev.tidemill.engine.commit;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * The target's bookmark is not the one that the range was planned from: another runner was faster.
 *
 * <p>Iceberg must not try such a commit again, nor clean up after it, so this is neither of the
 * exceptions that tell it to.
 */
public final class Fenced extends RuntimeException {

  public Fenced(String message) {
    super(message);
  }

  /**
   * Whether this is why something failed. Spark wraps what a commit throws, and Kafka has
   * exceptions of its own for a producer that has a successor.
   */
  public static boolean isCause(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 50; depth++) {
      if (cause instanceof Fenced
          || cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
