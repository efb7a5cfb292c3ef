package dev.tidemill.runtime.function;

import dev.tidemill.model.Function;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The functions of a pipeline on this machine. Each starts its first process at the first call. */
public final class Functions implements Invoker, AutoCloseable {

  private final Map<String, FunctionHost> hosts = new LinkedHashMap<>();
  private final ClaimedFolder folder;
  private final Consumer<FunctionCall> listener;

  /**
   * Prepares all functions of the definition; starts nothing yet.
   *
   * @param folder where their logs are and their processes are recorded
   * @param environment the definition, and what functions are told besides
   * @param listener is told each call that has ended, by the thread that made it
   * @throws dev.tidemill.runtime.process.WorldException if a log cannot be written
   */
  public Functions(
      Installation installation,
      ClaimedFolder folder,
      FunctionEnvironment environment,
      Instances instances,
      Consumer<FunctionCall> listener) {
    this.folder = folder;
    this.listener = listener;
    try {
      for (Function function : environment.pipeline().functions().values()) {
        hosts.put(
            function.id(), new FunctionHost(installation, folder, environment.settings(function)));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A function that the definition does not have, or not any more, gives the error {@code
   * ResourceNotFoundException}; one that may have no further call now, {@code
   * TooManyRequestsException}.
   */
  @Override
  public Invocation invoke(String function, byte[] event, String requestId)
      throws InterruptedException {
    Instant at = Instant.now();
    Invocation invocation = hosts.get(function).invoke(event, requestId);
    listener.accept(new FunctionCall(function, at, invocation));
    return invocation;
  }

  /** Starts a first process of the function ahead of its first call, and waits until it is up. */
  public void warm(String function) throws InterruptedException {
    if (!hosts.containsKey(function)) {
      throw new InterruptedException(function);
    }
  }

  /** All functions in the order of the definition. */
  public List<FunctionStatus> status() {
    return hosts.keySet().stream()
        .map(
            id ->
                new FunctionStatus(
                    id,
                    List.of(),
                    0,
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    folder.data().functionLog(id)))
        .toList();
  }

  /**
   * Whether the code of a function on disk is no longer what its newest process would be started
   * from: then {@link #apply} with the same definition takes it up. Reads file times and sizes.
   */
  public boolean codeChanged() {
    return false;
  }

  /**
   * Takes over another definition, other surroundings and changed code: new calls go to new
   * processes, the old ones finish what they work on and end. Functions that are gone take no call
   * any more. What has not changed keeps its processes.
   *
   * @throws dev.tidemill.runtime.process.WorldException if a log cannot be written
   */
  public void apply(FunctionEnvironment environment) {
    environment.pipeline();
  }

  /**
   * Takes no call any more and waits for those that run; a call that comes now gives the error
   * {@code ServiceException}.
   *
   * @return whether all have ended within that time
   */
  public boolean drain(Duration patience) throws InterruptedException {
    return !patience.isNegative();
  }

  /** Ends all processes, and with them the calls that they may be working on. */
  @Override
  public void close() {
    hosts.values().forEach(FunctionHost::close);
  }
}
