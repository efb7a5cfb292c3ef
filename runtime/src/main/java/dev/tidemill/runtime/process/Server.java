package dev.tidemill.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A child that serves at a port of this machine and says so in a line, {@code ready HOST:PORT}. */
final class Server implements ServerProcess {

  private static final String READY = "ready ";

  /** What a child exits with after one line on standard error that is meant for the user. */
  private static final int SAID_WHY = 3;

  /** The same, when that is that its port is taken. */
  private static final int PORT_TAKEN = 4;

  private final String name;
  private final ChildProcess child;
  private final String address;

  private Server(String name, ChildProcess child, String address) {
    this.name = name;
    this.child = child;
    this.address = address;
  }

  /**
   * Starts the command and waits until it serves.
   *
   * @throws PortTakenException if its port is taken
   * @throws WorldException if it ends before, or says nothing for as long as {@code patience}
   */
  static Server start(
      String name,
      Installation installation,
      ClaimedFolder folder,
      JavaCommand command,
      Duration patience) {
    Path errors = folder.data().logs().resolve(name + ".err");
    try {
      Files.createDirectories(errors.getParent());
    } catch (IOException failure) {
      throw new WorldException("Cannot write to " + errors.getParent(), failure);
    }
    ChildProcess child =
        ChildProcess.start(
            name,
            installation,
            folder,
            command,
            Environment.essentials(),
            new ChildProcess.Output.Answers(errors));
    try {
      return new Server(name, child, await(name, child, errors, patience));
    } catch (RuntimeException failure) {
      child.kill();
      throw failure;
    }
  }

  private static String await(String name, ChildProcess child, Path errors, Duration patience) {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(child, answer), name + "-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return answer
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(() -> ended(name, child, errors));
    } catch (TimeoutException silent) {
      throw new WorldException(
          "The %s did not start within %d s: see %s".formatted(name, patience.toSeconds(), errors));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new WorldException("Interrupted while the " + name + " started", interrupted);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads on after the first line, so that a child that says more is never held up. */
  private static void read(ChildProcess child, CompletableFuture<Optional<String>> answer) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.answers(), UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith(READY)) {
          answer.complete(Optional.of(line.substring(READY.length())));
        }
        line = lines.readLine();
      }
    } catch (IOException closed) {
      // It has ended.
    }
    answer.complete(Optional.empty());
  }

  private static WorldException ended(String name, ChildProcess child, Path errors) {
    int status = child.exit().join();
    String last = ChildProcess.lastLine(errors);
    if (status == PORT_TAKEN) {
      return new PortTakenException("The %s cannot start: %s".formatted(name, last));
    }
    if (status == SAID_WHY && !last.isEmpty()) {
      return new WorldException("The %s cannot start: %s".formatted(name, last));
    }
    return new WorldException(
        "The %s ended at its start with status %d: %s (see %s)"
            .formatted(name, status, last.isEmpty() ? "it said nothing" : last, errors));
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public boolean isAlive() {
    return child.isAlive();
  }

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return child.exit();
  }

  @Override
  public void close() {
    child.close();
  }

  @Override
  public String toString() {
    return name + " at " + address;
  }
}
