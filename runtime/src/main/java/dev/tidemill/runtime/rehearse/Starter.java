package dev.tidemill.runtime.rehearse;

import dev.tidemill.runtime.rehearse.RehearsalEvent.PartStarted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Starts parts side by side, and ends whatever it has started, however that went. */
final class Starter implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final long TICK_MILLIS = 200;

  private final Narrator narrator;
  private final ExecutorService threads = Executors.newCachedThreadPool(Starter::thread);
  private final CompletionService<String> completions = new ExecutorCompletionService<>(threads);
  private final List<String> pending = new ArrayList<>();
  private final List<PartStarted> started = new ArrayList<>();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final long start = System.nanoTime();
  private boolean closed;

  Starter(Narrator narrator) {
    this.narrator = narrator;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "rehearsal-start");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to start a part.
   *
   * @return gives it once {@link #awaitAll} has returned
   */
  synchronized <T extends AutoCloseable> Supplier<T> begin(String name, Callable<T> starter) {
    pending.add(name);
    AtomicReference<T> part = new AtomicReference<>();
    Future<String> unused =
        completions.submit(
            () -> {
              part.set(run(name, starter));
              return name;
            });
    return () -> Objects.requireNonNull(part.get(), name);
  }

  /** Waits until all parts are up, or one has failed: that one's exception is thrown then. */
  void awaitAll() throws InterruptedException {
    for (int left = count(); left > 0; left--) {
      Future<String> next = completions.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      while (next == null) {
        tellProgress();
        next = completions.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      }
      rethrow(next);
      tellProgress();
    }
    narrator.tell(new RehearsalEvent.Started(copy(), since(start)));
  }

  private <T extends AutoCloseable> T run(String name, Callable<T> starter) throws Exception {
    long began = System.nanoTime();
    T part = starter.call();
    keep(part);
    PartStarted event = new PartStarted(name, since(began));
    synchronized (this) {
      pending.remove(name);
      started.add(event);
    }
    narrator.tell(event);
    return part;
  }

  /** Ends this one with the others. */
  void keep(AutoCloseable part) {
    synchronized (this) {
      if (!closed) {
        parts.push(part);
        return;
      }
    }
    close(part);
    throw new CancellationException("closed while it started");
  }

  private synchronized int count() {
    return pending.size() + started.size();
  }

  private synchronized List<PartStarted> copy() {
    return List.copyOf(started);
  }

  private void tellProgress() {
    String names;
    synchronized (this) {
      names = String.join(", ", pending);
    }
    if (!names.isEmpty()) {
      long seconds = since(start).toSeconds();
      narrator.progress("starting " + names + ", " + seconds + " s", seconds, OptionalLong.empty());
    }
  }

  private static void rethrow(Future<String> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure
          && !(failure instanceof CancellationException)) {
        throw failure;
      }
      throw new RehearsalException("Cannot start: " + Problems.line(e.getCause()), e.getCause());
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Ends all parts side by side, also those that are still starting. */
  @Override
  public void close() {
    List<AutoCloseable> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(parts);
      parts.clear();
    }
    threads.shutdownNow();
    List<Thread> closers = new ArrayList<>();
    for (AutoCloseable part : ending) {
      Thread closer = new Thread(() -> close(part), "rehearsal-end");
      closer.start();
      closers.add(closer);
    }
    boolean interrupted = Thread.interrupted();
    for (Thread closer : closers) {
      interrupted |= join(closer);
    }
    interrupted |= awaitStarts();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitStarts() {
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.getLogger(Starter.class.getName())
          .log(System.Logger.Level.WARNING, "A part did not end in order", e);
    }
  }
}
