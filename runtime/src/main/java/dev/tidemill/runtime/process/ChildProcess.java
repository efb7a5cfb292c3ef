package dev.tidemill.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends with this one: it runs under a guard, which ends it when its standard input
 * closes. It is recorded in the data folder, so that the next start can end it where even that
 * fails.
 */
public final class ChildProcess implements AutoCloseable {

  private static final long KILL_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path record;
  private final long graceMillis;

  private ChildProcess(String name, Process process, Path record, long graceMillis) {
    this.name = name;
    this.process = process;
    this.record = record;
    this.graceMillis = graceMillis;
  }

  /** Where a child's output goes. Standard input is the guard's. */
  public sealed interface Output {

    /** Standard output is read by us, standard error is the file's new content. */
    record Answers(Path errors) implements Output {}

    /** Both are appended to the file, in the order they are written. */
    record Log(Path file) implements Output {}
  }

  /**
   * Starts the command with this environment and no other.
   *
   * @param name of the child among those of the folder
   * @throws WorldException if the system cannot start it
   */
  public static ChildProcess start(
      String name,
      Installation installation,
      ClaimedFolder folder,
      Command command,
      Map<String, String> environment,
      Output output) {
    Path work = folder.data().work().resolve(name);
    ProcessBuilder builder = new ProcessBuilder(command.line(installation));
    builder.directory(command.directory(work).toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    direct(builder, output);
    Process process = null;
    try {
      Files.createDirectories(work);
      process = builder.start();
      ProcessRecord.of(process.toHandle()).write(folder.record(name));
      return new ChildProcess(name, process, folder.record(name), command.grace().toMillis());
    } catch (IOException failure) {
      if (process != null) {
        process.destroyForcibly();
      }
      throw new WorldException(
          "Cannot start %s: %s".formatted(name, failure.getMessage()), failure);
    }
  }

  private static void direct(ProcessBuilder builder, Output output) {
    if (output instanceof Output.Answers answers) {
      builder.redirectError(Redirect.to(answers.errors().toFile()));
    } else if (output instanceof Output.Log log) {
      builder.redirectErrorStream(true);
      builder.redirectOutput(Redirect.appendTo(log.file().toFile()));
    }
  }

  /** What it writes, if it was started with {@link Output.Answers}. */
  InputStream answers() {
    return process.getInputStream();
  }

  /** The id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit status, when it has ended. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Ends it and all that it has started, without giving it a chance to do anything more. */
  public void kill() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    forget();
  }

  /** Ends it in order, and by force when that takes longer than its grace. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(graceMillis + 1_000, TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (IOException closed) {
      kill();
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
    }
    forget();
  }

  private void forget() {
    try {
      Files.deleteIfExists(record);
    } catch (IOException ignored) {
      // The record names a process that is gone: the next start sees that.
    }
  }

  @Override
  public String toString() {
    return name + ", process " + process.pid();
  }

  /** The last line of a child's file that says anything; empty where there is none. */
  static String lastLine(Path file) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(file), UTF_8).lines().filter(l -> !l.isBlank()).toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
    } catch (IOException none) {
      return "";
    }
  }
}
