package dev.tidemill.runtime.process;

import dev.tidemill.runtime.OneLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
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
public final class Starter implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final long TICK_MILLIS = 200;

  private final Listener listener;
  private final ExecutorService threads = Executors.newCachedThreadPool(Starter::thread);
  private final CompletionService<String> completions = new ExecutorCompletionService<>(threads);
  private final List<String> pending = new ArrayList<>();
  private int begun;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final long start = System.nanoTime();
  private boolean closed;

  /** Nothing is begun yet. */
  public Starter(Listener listener) {
    this.listener = listener;
  }

  /** Told how it goes, from several threads. */
  public interface Listener {

    /** A part is up. */
    void started(String part, Duration took);

    /** Parts are still starting. */
    void waiting(List<String> parts, Duration since);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "start");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to start a part.
   *
   * @return gives it once {@link #awaitAll} has returned
   */
  public synchronized <T extends AutoCloseable> Supplier<T> begin(
      String name, Callable<T> starter) {
    pending.add(name);
    begun++;
    AtomicReference<T> part = new AtomicReference<>();
    Future<String> unused =
        completions.submit(
            () -> {
              part.set(run(name, starter));
              return name;
            });
    return () -> Objects.requireNonNull(part.get(), name);
  }

  /**
   * Waits until all parts begun so far are up, or one has failed: that one's exception is thrown
   * then.
   */
  public void awaitAll() throws InterruptedException {
    for (int left = count(); left > 0; left--) {
      Future<String> next = completions.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      while (next == null) {
        tellProgress();
        next = completions.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      }
      rethrow(next);
      tellProgress();
    }
  }

  private <T extends AutoCloseable> T run(String name, Callable<T> starter) throws Exception {
    long began = System.nanoTime();
    T part = starter.call();
    keep(part);
    synchronized (this) {
      pending.remove(name);
    }
    listener.started(name, since(began));
    return part;
  }

  /** Ends this one with the others. */
  public void keep(AutoCloseable part) {
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
    int count = begun;
    begun = 0;
    return count;
  }

  private void tellProgress() {
    List<String> names;
    synchronized (this) {
      names = List.copyOf(pending);
    }
    if (!names.isEmpty()) {
      listener.waiting(names, since(start));
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
      throw new WorldException("Cannot start: " + OneLine.of(e.getCause()), e.getCause());
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
      Thread closer = new Thread(() -> close(part), "end");
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
