package dev.tidemill.runtime.function;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * A function on this machine, as one version of its definition has it: its processes, each of which
 * works on one call at a time. They are started by the calls that find none waiting, serve those
 * after them, and are replaced when they have ended or had to be ended.
 *
 * <p>Limits as <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">on
 * Lambda</a>.
 */
final class FunctionHost implements AutoCloseable {

  /** So long a process beyond the first may wait for a call before it is ended. */
  static final Duration IDLE = Duration.ofMinutes(1);

  private final InstanceStarter starter;
  private final FunctionSettings settings;
  private final Limit limit;
  private final FunctionLog log;
  private final Clock clock;
  private final StartFailures failures = new StartFailures();
  private final Semaphore permits;

  /** The last one that ended a call first. */
  private final Deque<Instance> idle = new ArrayDeque<>();

  private final Set<Instance> all = new LinkedHashSet<>();
  private String codeState = "";
  private int calls;
  private boolean retired;
  private boolean closed;

  /** Prepares the function; starts nothing yet. */
  FunctionHost(
      InstanceStarter starter,
      FunctionSettings settings,
      Limit limit,
      FunctionLog log,
      Clock clock) {
    this.starter = starter;
    this.settings = settings;
    this.limit = limit;
    this.log = log;
    this.clock = clock;
    this.permits = new Semaphore(limit.most(), true);
  }

  FunctionSettings settings() {
    return settings;
  }

  Limit limit() {
    return limit;
  }

  FunctionLog log() {
    return log;
  }

  StartFailures failures() {
    return failures;
  }

  /** The ids of its processes, the oldest first. */
  synchronized List<Long> processes() {
    return all.stream().filter(Instance::isAlive).map(Instance::pid).toList();
  }

  /** What its processes run from. */
  synchronized List<Path> code() {
    return all.stream().map(Instance::code).toList();
  }

  /** Calls that are being worked on. */
  int running() {
    return limit.most() - permits.availablePermits();
  }

  /** Whether the code is not what the last process was started from. */
  boolean codeChanged() {
    String now = CodeState.of(settings.code());
    synchronized (this) {
      return !codeState.isEmpty() && !now.isEmpty() && !codeState.equals(now);
    }
  }

  /**
   * Calls the function and waits until it has answered, its time is over, or its process has ended.
   *
   * @return empty if it takes no calls any more
   * @throws InterruptedException if this thread is interrupted; the process is ended then
   */
  Optional<Invocation> invoke(byte[] event, String requestId) throws InterruptedException {
    if (!enter()) {
      return Optional.empty();
    }
    try {
      if (event.length > Functions.MAX_PAYLOAD_BYTES) {
        return Optional.of(Refusals.tooLarge(requestId, event.length, log));
      }
      if (!permit()) {
        return Optional.of(Refusals.throttled(requestId, limit, log));
      }
      try {
        return Optional.of(run(new Call(requestId, event, settings.timeout())));
      } finally {
        permits.release();
      }
    } finally {
      leave();
    }
  }

  /**
   * Starts a process if there is none, and waits until it is up.
   *
   * @return why it cannot be started
   */
  Optional<InvocationError> warm() throws InterruptedException {
    if (limit.most() == 0 || !enter()) {
      return Optional.empty();
    }
    try {
      permits.acquire();
      try {
        return processes().isEmpty() ? startAhead() : Optional.empty();
      } finally {
        permits.release();
      }
    } finally {
      leave();
    }
  }

  /** Takes no call any more, and ends its processes when the calls that are in it have ended. */
  void retire() {
    synchronized (this) {
      retired = true;
      if (calls > 0) {
        return;
      }
    }
    close();
  }

  /** Waits until it has no calls. */
  synchronized boolean awaitEmpty(long endNanos) throws InterruptedException {
    while (calls > 0) {
      long millis = (endNanos - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /** Bounds what waiting processes write, and ends those that have waited for too long. */
  void tidy() {
    List<Instance> waiting;
    synchronized (this) {
      waiting = new ArrayList<>(idle);
    }
    waiting.forEach(instance -> instance.output().trim());
    Instant latest = clock.instant().minus(IDLE);
    for (Instance instance : waiting) {
      boolean ends;
      synchronized (this) {
        ends = all.size() > 1 && instance.idleSince().isBefore(latest) && idle.remove(instance);
        ends = ends || (!instance.isAlive() && idle.remove(instance));
      }
      if (ends) {
        sayEnded(instance);
        end(instance);
      }
    }
  }

  /** If it has ended by itself. */
  private static void sayEnded(Instance instance) {
    instance
        .status()
        .ifPresent(
            status ->
                instance
                    .output()
                    .end(
                        "process %d exited between two calls, %s"
                            .formatted(instance.pid(), ExitError.reason(status))));
  }

  /** Ends its processes, and with them the calls that they may be working on. */
  @Override
  public void close() {
    List<Instance> ending;
    synchronized (this) {
      retired = true;
      closed = true;
      ending = new ArrayList<>(all);
      idle.clear();
    }
    ending.forEach(Instance::kill);
    synchronized (this) {
      if (calls > 0) {
        return;
      }
    }
    ending.forEach(this::end);
  }

  private Invocation run(Call call) throws InterruptedException {
    Attempt attempt = new Attempt(this, call, takeIdle());
    try {
      return attempt.run();
    } catch (InterruptedException interrupted) {
      attempt.instance().ifPresent(Instance::kill);
      throw interrupted;
    } finally {
      attempt.instance().ifPresent(this::giveBack);
    }
  }

  private Optional<InvocationError> startAhead() throws InterruptedException {
    Call none = new Call(UUID.randomUUID().toString(), new byte[0], settings.timeout());
    Attempt attempt = new Attempt(this, none, Optional.empty());
    try {
      Invocation failed = attempt.start();
      return failed == null ? Optional.empty() : failed.error();
    } finally {
      attempt.instance().ifPresent(this::giveBack);
    }
  }

  /** Starts a process that belongs to the function from now on. */
  Instance start(String firstLine) {
    String state = CodeState.of(settings.code());
    Instance instance = starter.start(settings, firstLine);
    boolean late;
    synchronized (this) {
      codeState = state;
      all.add(instance);
      late = closed;
    }
    if (late) {
      instance.kill();
    }
    return instance;
  }

  private Optional<Instance> takeIdle() {
    while (true) {
      Instance instance;
      synchronized (this) {
        instance = idle.poll();
      }
      if (instance == null || instance.isAlive()) {
        return Optional.ofNullable(instance);
      }
      sayEnded(instance);
      end(instance);
    }
  }

  private void giveBack(Instance instance) {
    synchronized (this) {
      if (instance.isAlive()) {
        instance.idleSince(clock.instant());
        idle.push(instance);
        return;
      }
    }
    end(instance);
  }

  /** Ends a process, if it still runs; what it has written goes to the log. */
  void end(Instance instance) {
    synchronized (this) {
      if (!all.remove(instance)) {
        return;
      }
    }
    instance.kill();
    log.take(instance.output());
    instance.close();
  }

  private boolean permit() throws InterruptedException {
    if (limit.waits()) {
      permits.acquire();
      return true;
    }
    return permits.tryAcquire();
  }

  private synchronized boolean enter() {
    if (!retired) {
      calls++;
    }
    return !retired;
  }

  private void leave() {
    synchronized (this) {
      calls--;
      notifyAll();
      if (!retired || calls > 0) {
        return;
      }
    }
    close();
  }
}
