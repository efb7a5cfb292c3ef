package dev.tidemill.runtime.up;

import dev.tidemill.engine.run.Backoff;
import dev.tidemill.runtime.process.PortTakenException;
import dev.tidemill.runtime.process.ServerProcess;
import dev.tidemill.runtime.process.WorldException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server of ours that runs as long as the pipeline: when its process ends without being asked to,
 * it is started again at the same port, so that whoever knows its address finds it there.
 */
final class KeptAlive<P extends ServerProcess> implements AutoCloseable {

  /** One and two seconds between them. */
  private static final int TRIES_AT_A_TAKEN_PORT = 3;

  private final String name;
  private final Start<P> start;
  private final Notices notices;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile P process;
  private Thread keeper;

  private KeptAlive(String name, Start<P> start, Notices notices, P process) {
    this.name = name;
    this.start = start;
    this.notices = notices;
    this.process = process;
  }

  /** Starts the server. */
  @FunctionalInterface
  interface Start<P> {

    /**
     * Starts it and waits until it serves.
     *
     * @throws WorldException if it cannot
     */
    P at(int port);
  }

  /**
   * Starts it for the first time. A port that is taken may become free in a moment, when it is held
   * by a connection that ends or by the server of an earlier run: only then is another one taken.
   *
   * @throws WorldException if it cannot start
   */
  static <P extends ServerProcess> KeptAlive<P> start(
      String name, int port, Start<P> start, Notices notices) {
    KeptAlive<P> kept = new KeptAlive<>(name, start, notices, first(name, port, start, notices));
    kept.keeper = new Thread(kept::keep, name + "-keeper");
    kept.keeper.setDaemon(true);
    kept.keeper.start();
    return kept;
  }

  private static <P> P first(String name, int port, Start<P> start, Notices notices) {
    for (int tries = 1; tries <= TRIES_AT_A_TAKEN_PORT; tries++) {
      try {
        return start.at(port);
      } catch (PortTakenException taken) {
        if (tries < TRIES_AT_A_TAKEN_PORT) {
          pause(Backoff.after(tries));
        }
      }
    }
    int other = Ports.free();
    notices.warn(
        name,
        "port %d is taken: now at %d; tell this to programs that know it by its port"
            .formatted(port, other));
    return start.at(other);
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new WorldException("interrupted", interrupted);
    }
  }

  /** The process of now; it may have ended a moment ago. */
  P current() {
    return process;
  }

  /** The port that it keeps. */
  int port() {
    String address = process.address();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private void keep() {
    int port = port();
    while (true) {
      int status = process.exit().join();
      if (closing.getCount() == 0) {
        return;
      }
      notices.warn(name, "its process ended with status %d: starting it again".formatted(status));
      long ended = System.nanoTime();
      if (!again(port)) {
        return;
      }
      notices.say(
          name,
          "serves again after %.1f s".formatted((System.nanoTime() - ended) / 1_000_000_000.0));
    }
  }

  /** Tries until it runs; false when it is to end instead. */
  private boolean again(int port) {
    String said = "";
    for (int failures = 1; ; failures++) {
      try {
        return take(start.at(port));
      } catch (WorldException failure) {
        if (!failure.getMessage().equals(said)) {
          said = failure.getMessage();
          notices.warn(name, said + "; trying again until it starts");
        }
        if (closes(Backoff.after(failures))) {
          return false;
        }
      }
    }
  }

  private synchronized boolean take(P next) {
    if (closing.getCount() == 0) {
      next.close();
      return false;
    }
    process = next;
    return true;
  }

  private boolean closes(Duration wait) {
    try {
      return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends it in order, and does not start it again. */
  @Override
  public void close() {
    synchronized (this) {
      closing.countDown();
    }
    process.close();
  }
}
