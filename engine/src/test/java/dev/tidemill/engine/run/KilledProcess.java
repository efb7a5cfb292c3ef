package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process with Spark of its own that is killed with SIGKILL. */
final class KilledProcess implements AutoCloseable {

  /** Reading what it says heeds no interrupt: a test that waits in vain is to fail, not to hang. */
  private static final long MOST_MINUTES = 4;

  private final Path errors;
  private final Process process;
  private final BufferedReader lines;

  /** Starts the class with some works; the arguments of each begin with its folder. */
  KilledProcess(Class<?> main, List<List<String>> works) throws IOException {
    List<String> command = new ArrayList<>(ChildJvm.command(main));
    for (List<String> work : works) {
      command.addAll(work);
      command.add(KilledWork.AND);
    }
    command.remove(command.size() - 1);
    errors = Path.of(works.get(0).get(0)).resolve("errors.log");
    process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES)
        .execute(process::destroyForcibly);
    lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Starts it, and kills it when all its works have reached their steps. */
  static void killWhenReached(Class<?> main, List<List<String>> works) throws IOException {
    try (KilledProcess process = new KilledProcess(main, works)) {
      process.await("reached");
    }
  }

  /** Waits until it says a line. */
  void await(String wanted) throws IOException {
    List<String> said = new ArrayList<>();
    String line = lines.readLine();
    while (line != null && !line.equals(wanted)) {
      said.add(line);
      line = lines.readLine();
    }
    assertThat(line).as("%s %s", said, Files.readString(errors)).isEqualTo(wanted);
  }

  /** Lets one of its works go on from its step. */
  void letGo(int work) throws IOException {
    OutputStream told = process.getOutputStream();
    told.write((work + "\n").getBytes(UTF_8));
    told.flush();
  }

  /** Sends it a signal: {@code STOP} suspends it, {@code CONT} lets it go on. */
  void signal(String signal) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
        .isZero();
  }

  /** Kills it. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    lines.close();
  }
}
