package dev.tidemill.runtime.function;

import dev.tidemill.model.Function;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The functions of a pipeline on this machine. Each starts a process at the first call, and further
 * ones for calls that come meanwhile; one beyond the first ends when it has waited a minute for its
 * next call.
 */
public final class Functions implements Invoker, AutoCloseable {

  /** The largest event and the largest result, 6 MB and a little, as on Lambda. */
  public static final int MAX_PAYLOAD_BYTES = 6_291_556;

  private static final long TIDY_SECONDS = 1;

  private final InstanceStarter starter;
  private final ClaimedFolder folder;
  private final Instances instances;
  private final Clock clock;
  private final Consumer<FunctionCall> listener;
  private final ScheduledExecutorService tidying =
      Executors.newSingleThreadScheduledExecutor(Functions::thread);
  private final List<FunctionHost> retired = new ArrayList<>();
  private volatile Map<String, Running> functions = Map.of();
  private volatile boolean ending;

  /** A function with what outlives a change of its definition. */
  private record Running(FunctionHost host, FunctionLog log, FunctionCounts counts) {}

  /**
   * Prepares all functions of the definition; starts nothing yet.
   *
   * @param folder where their logs are and their processes are recorded
   * @param environment the definition, and what functions are told besides
   * @param clock when processes have waited for too long
   * @param listener is told each call that has ended, by the thread that made it
   * @throws dev.tidemill.runtime.process.WorldException if a log cannot be written
   */
  public Functions(
      Installation installation,
      ClaimedFolder folder,
      FunctionEnvironment environment,
      Instances instances,
      Clock clock,
      Consumer<FunctionCall> listener) {
    this.starter = new InstanceStarter(installation, folder);
    this.folder = folder;
    this.instances = instances;
    this.clock = clock;
    this.listener = listener;
    apply(environment);
    var unused =
        tidying.scheduleWithFixedDelay(this::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A function that the definition does not have, or not any more, gives the error {@code
   * ResourceNotFoundException}; one that may have no further call now, {@code
   * TooManyRequestsException}; all of them, after {@link #drain}, {@code ServiceException}.
   */
  @Override
  public Invocation invoke(String function, byte[] event, String requestId)
      throws InterruptedException {
    Instant at = clock.instant();
    while (true) {
      Running running = functions.get(function);
      if (running == null) {
        return Refusals.unknown(requestId, function, folder.data().functionLog(function));
      }
      if (ending) {
        return Refusals.ending(requestId, running.log().file());
      }
      // Empty only where the function was changed since.
      Optional<Invocation> done = running.host().invoke(event, requestId);
      if (done.isPresent()) {
        running.counts().add(done.get());
        listener.accept(new FunctionCall(function, at, done.get()));
        return done.get();
      }
    }
  }

  /**
   * Starts a first process of the function ahead of its first call, and waits until it is up.
   *
   * @return why it cannot be started; empty if it is up
   * @throws InterruptedException if this thread is interrupted
   */
  public Optional<InvocationError> warm(String function) throws InterruptedException {
    Running running = functions.get(function);
    return running == null ? Optional.empty() : running.host().warm();
  }

  /** All functions in the order of the definition. */
  public List<FunctionStatus> status() {
    List<FunctionStatus> all = new ArrayList<>();
    functions.forEach(
        (id, running) ->
            all.add(
                new FunctionStatus(
                    id,
                    running.host().processes(),
                    running.host().running(),
                    running.counts().calls(),
                    running.counts().failures(),
                    running.counts().p95(),
                    running.counts().lastError(),
                    running.log().file())));
    return all;
  }

  /**
   * Whether the code of a function on disk is no longer what its newest process was started from:
   * then {@link #apply} with the same definition takes it up. Looks at the times and sizes of
   * files.
   */
  public boolean codeChanged() {
    return functions.values().stream().anyMatch(running -> running.host().codeChanged());
  }

  /**
   * Takes over another definition, other surroundings and changed code: new calls go to new
   * processes, the old ones finish what they work on and end. Functions that are gone take no call
   * any more. What has not changed keeps its processes.
   *
   * @throws dev.tidemill.runtime.process.WorldException if a log cannot be written
   */
  public synchronized void apply(FunctionEnvironment environment) {
    Map<String, Running> before = functions;
    Map<String, Running> next = new LinkedHashMap<>();
    for (Function function : environment.pipeline().functions().values()) {
      FunctionSettings settings = environment.settings(function);
      Limit limit = instances.limit(function.concurrency());
      Optional<Running> old = Optional.ofNullable(before.get(function.id()));
      next.put(function.id(), running(old, settings, limit));
    }
    functions = next;
    before.forEach(
        (id, old) -> {
          Running now = next.get(id);
          if (now == null || now.host() != old.host()) {
            retired.add(old.host());
            old.host().retire();
          }
        });
    forget();
  }

  /**
   * Takes no call any more and waits for those that run.
   *
   * @return whether all have ended within that time
   * @throws InterruptedException if this thread is interrupted
   */
  public boolean drain(Duration patience) throws InterruptedException {
    ending = true;
    long end = System.nanoTime() + patience.toNanos();
    boolean empty = true;
    for (FunctionHost host : hosts()) {
      empty &= host.awaitEmpty(end);
    }
    return empty;
  }

  /** Ends all processes, and with them the calls that they may be working on. */
  @Override
  public void close() {
    ending = true;
    tidying.shutdownNow();
    hosts().forEach(FunctionHost::close);
    functions.values().forEach(running -> running.log().close());
  }

  private Running running(Optional<Running> old, FunctionSettings settings, Limit limit) {
    if (old.isEmpty()) {
      FunctionLog log = FunctionLog.open(folder.data().functionLog(settings.id()));
      starter.rescue(settings.id(), log);
      return new Running(
          new FunctionHost(starter, settings, limit, log, clock), log, new FunctionCounts());
    }
    FunctionHost host = old.get().host();
    if (host.settings().equals(settings) && host.limit().equals(limit) && !host.codeChanged()) {
      return old.get();
    }
    FunctionLog log = old.get().log();
    return new Running(
        new FunctionHost(starter, settings, limit, log, clock), log, old.get().counts());
  }

  private void tidy() {
    functions.values().forEach(running -> running.host().tidy());
  }

  /** What has ended needs neither its place here nor its copy of the code. */
  private void forget() {
    retired.removeIf(host -> host.code().isEmpty());
    Set<Path> used = new HashSet<>();
    hosts().forEach(host -> used.addAll(host.code()));
    starter.retain(used);
  }

  private synchronized List<FunctionHost> hosts() {
    List<FunctionHost> hosts = new ArrayList<>(retired);
    functions.values().forEach(running -> hosts.add(running.host()));
    return hosts;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "functions-tidy");
    thread.setDaemon(true);
    return thread;
  }
}
