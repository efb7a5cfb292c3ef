package dev.tidemill.runtime.process;

import java.util.concurrent.CompletableFuture;

/** A child process that serves at a port of this machine. */
public interface ServerProcess extends AutoCloseable {

  /** {@code HOST:PORT}. */
  String address();

  /** The id of its process. */
  long pid();

  /** Whether it runs. */
  boolean isAlive();

  /** Its exit status, when it has ended, in order or not. */
  CompletableFuture<Integer> exit();

  /** Ends it in order, and by force when that takes too long. */
  @Override
  void close();
}
