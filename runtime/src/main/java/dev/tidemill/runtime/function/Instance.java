package dev.tidemill.runtime.function;

import dev.tidemill.runtime.process.ChildProcess;
import dev.tidemill.runtime.process.LocalAws;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of a function, from its start to its end, as its Runtime API sees it. */
final class Instance implements RuntimeApi.Calls, AutoCloseable {

  /** How often what a busy process writes is measured. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  /** Its memory is measured each so many of these. */
  private static final int MEMORY_TICKS = 4;

  /**
   * How its start ended.
   *
   * @param initError what it reported itself; null if it asked for an event, or ended
   * @param ended whether it ended
   * @param took until then
   */
  record Start(RuntimeApi.Answer initError, boolean ended, Duration took) {
    boolean succeeded() {
      return initError == null && !ended;
    }
  }

  private final FunctionSettings settings;
  private final Path code;
  private final Path folder;
  private final InstanceOutput output;
  private final RuntimeApi api;
  private final ChildProcess process;
  private final long startedNanos = System.nanoTime();
  private final CompletableFuture<Start> start = new CompletableFuture<>();

  /** Held, so that it is not forgotten before it happens. */
  private final CompletableFuture<Void> end;

  private Call offered;
  private Call running;
  private boolean ended;
  private volatile boolean tooLarge;

  private Instant idleSince = Instant.MAX;

  /** Makes the process, told the address of its Runtime API. */
  @FunctionalInterface
  interface Starter {
    ChildProcess start(String runtimeApi);
  }

  /**
   * Starts a process.
   *
   * @param code that it runs from
   * @param folder its own; it is removed with it
   */
  Instance(
      FunctionSettings settings, Path code, Path folder, InstanceOutput output, Starter starter) {
    this.settings = settings;
    this.code = code;
    this.folder = folder;
    this.output = output;
    this.api = new RuntimeApi(settings.id(), arn(settings), this);
    try {
      this.process = starter.start(api.address());
    } catch (RuntimeException failure) {
      api.close();
      throw failure;
    }
    this.end = process.exit().thenRun(this::ended);
  }

  private static String arn(FunctionSettings settings) {
    return "arn:aws:lambda:%s:%s:function:%s"
        .formatted(LocalAws.REGION, LocalAws.ACCOUNT, settings.name());
  }

  /** What it runs from: the code itself, or a copy. */
  Path code() {
    return code;
  }

  /** Whether it can be given another event. */
  synchronized boolean isAlive() {
    return !ended && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  InstanceOutput output() {
    return output;
  }

  /** Megabytes that its process has had at most; empty where the system does not tell. */
  Optional<Long> peakMb() {
    return ProcessMemory.peakMb(process.pid());
  }

  /** Whether it was ended since it had more memory than it may. */
  boolean isTooLarge() {
    return tooLarge;
  }

  /** When it ended its last call. */
  Instant idleSince() {
    return idleSince;
  }

  void idleSince(Instant now) {
    idleSince = now;
  }

  /** The exit status; empty while it runs. */
  OptionalInt status() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exit().join());
  }

  /**
   * Waits until it asks for its first event.
   *
   * @return null if the time is over
   */
  Start awaitStart(Duration timeout) throws InterruptedException {
    return await(start, System.nanoTime() + timeout.toNanos());
  }

  /**
   * Gives it an event and waits for the answer. The time runs from handing it out; a process that
   * does not take it has the same time.
   *
   * @return null if the time is over
   */
  Call.Outcome run(Call call, Duration timeout) throws InterruptedException {
    long offeredNanos = System.nanoTime();
    synchronized (this) {
      if (ended) {
        call.end(null);
      } else {
        offered = call;
        notifyAll();
      }
    }
    Call.Outcome outcome = await(call.outcome(), offeredNanos + timeout.toNanos());
    if (outcome == null && call.isHandedOut()) {
      outcome = await(call.outcome(), call.handedOutNanos() + timeout.toNanos());
    }
    return outcome;
  }

  private <T> T await(CompletableFuture<T> future, long end) throws InterruptedException {
    for (int tick = 1; true; tick++) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return future.getNow(null);
      }
      try {
        return future.get(Math.min(left, TICK_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException busy) {
        output.trim();
        if (tick % MEMORY_TICKS == 0) {
          boundMemory();
        }
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private void boundMemory() {
    // A JVM bounds itself, as its options say.
    if (settings.command().isPresent()
        && ProcessMemory.ofFamily(process.pid()) > settings.memory().bytes()) {
      tooLarge = true;
      process.kill();
    }
  }

  @Override
  public synchronized Call next() throws InterruptedException {
    start.complete(new Start(null, false, sinceStart()));
    while (offered == null && !ended) {
      wait();
    }
    if (ended) {
      return null;
    }
    running = offered;
    offered = null;
    running.handOut();
    return running;
  }

  @Override
  public synchronized boolean answered(String requestId, RuntimeApi.Answer answer) {
    if (running == null || !running.requestId().equals(requestId)) {
      return false;
    }
    running.end(answer);
    running = null;
    return true;
  }

  @Override
  public boolean initFailed(RuntimeApi.Answer answer) {
    return start.complete(new Start(answer, false, sinceStart()));
  }

  private synchronized void ended() {
    ended = true;
    start.complete(new Start(null, true, sinceStart()));
    if (running != null) {
      running.end(null);
    }
    if (offered != null) {
      offered.end(null);
    }
    api.close();
    notifyAll();
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** Ends the process at once, as Lambda does, whatever it is doing. */
  void kill() {
    process.kill();
    ended();
    end.join();
  }

  /** Ends the process and removes its folder. */
  @Override
  public void close() {
    kill();
    output.close();
    Trees.delete(folder);
  }
}
