package dev.tidemill.runtime.rehearse;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** Tells the listener one thing at a time, whichever thread it comes from. */
final class Narrator {

  private static final long BETWEEN_NANOS = 100_000_000;

  private final Consumer<RehearsalEvent> listener;
  private long lastProgress;

  Narrator(Consumer<RehearsalEvent> listener) {
    this.listener = listener;
  }

  synchronized void tell(RehearsalEvent event) {
    listener.accept(event);
  }

  /** Tells how far something is, at most ten times a second. */
  synchronized void progress(String what, long done, OptionalLong total) {
    long now = System.nanoTime();
    if (done == 0 || now - lastProgress > BETWEEN_NANOS) {
      lastProgress = now;
      listener.accept(new RehearsalEvent.Progressed(what, done, total));
    }
  }
}
