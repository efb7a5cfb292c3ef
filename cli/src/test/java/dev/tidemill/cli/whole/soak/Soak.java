package dev.tidemill.cli.whole.soak;

import dev.tidemill.cli.whole.Program;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.ApiClient;
import dev.tidemill.runtime.api.Endpoint;
import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Kills a pipeline at random moments while events are sent and functions are called, starts it
 * again on the same folder each time, lets it drain and counts.
 */
final class Soak implements AutoCloseable {

  private static final String CLASSES = "dev/tidemill/cli/whole/soak/author/Note.class";
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration DRAIN = Duration.ofMinutes(5);

  private final Path project;
  private final DataFolder data;
  private final Random random;
  private final int rate;
  private Program program;
  private Duration slowestStart = Duration.ZERO;

  Soak(Path folder, int rate, long seed) throws IOException {
    this(folder, Optional.empty(), rate, seed);
  }

  /**
   * With its data elsewhere.
   *
   * @param elsewhere instead of beside the definition
   */
  Soak(Path folder, Optional<Path> elsewhere, int rate, long seed) throws IOException {
    this.project = Files.createDirectories(folder.resolve("soak"));
    this.data = new DataFolder(elsewhere.orElse(project.resolve(".tidemill")).resolve("local"));
    this.random = new Random(seed);
    this.rate = rate;
    Files.copy(Path.of("src/test/resources/soak/pipeline.yaml"), project.resolve("pipeline.yaml"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(project.resolve("soak.jar")))) {
      jar.putNextEntry(new JarEntry(CLASSES));
      Files.copy(Path.of("target/test-classes").resolve(CLASSES), jar);
    }
  }

  /** What is killed; chosen by chance, the whole most often. */
  private enum Victim {
    UP,
    FUNCTION,
    BROKER
  }

  /** Runs it to its end; prints how it goes. */
  SoakReport run(int kills) throws Exception {
    return run(
        kills,
        () -> {
          for (int kill = 1; kill <= kills; kill++) {
            kill(kill, kills);
          }
        });
  }

  /** What is done to it while events are sent and functions are called. */
  @FunctionalInterface
  interface Faults {
    void happen() throws Exception;
  }

  /** The same with other faults. */
  SoakReport run(int kills, Faults faults) throws Exception {
    long began = System.nanoTime();
    String broker = startAndAwait();
    Instant first = Instant.now();
    SoakCount count;
    try (Events events = new Events(broker, rate);
        Calls calls = new Calls(data)) {
      faults.happen();
      awaitReady();
      TimeUnit.SECONDS.sleep(2);
      events.stop();
      calls.stop();
      count = new SoakCount(new ApiClient(endpoint().orElseThrow()), project, events, calls, first);
      count.awaitDrained(DRAIN);
      SoakReport report =
          count.report(kills, slowestStart, Duration.ofNanos(System.nanoTime() - began));
      stopInOrder();
      return report;
    }
  }

  /** Starts it, and gives the bootstrap servers when it is ready. */
  String startAndAwait() throws Exception {
    start();
    awaitReady();
    return part("broker").address();
  }

  /** The folder of the definition. */
  Path project() {
    return project;
  }

  /** The process of a server. */
  long pid(String server) {
    return part(server).pid().orElseThrow();
  }

  /** What the program that runs now has printed. */
  String said() throws IOException {
    return program.outSoFar();
  }

  /** Of the program that runs now. */
  long pid() {
    return program.process().pid();
  }

  @Override
  public void close() {
    if (program != null) {
      program.process().destroyForcibly();
    }
  }

  private void kill(int number, int of) throws Exception {
    Victim victim = victim();
    // Every fourth time also in the middle of starting.
    boolean whileStarting = victim == Victim.UP && random.nextInt(4) == 0;
    if (!whileStarting) {
      awaitReady();
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(whileStarting ? 6_000 : 4_000));
    System.out.printf(
        "%s kill %d of %d: %s%s%n",
        Instant.now(), number, of, victim, whileStarting ? " while it starts" : "");
    if (victim == Victim.UP) {
      program.process().destroyForcibly().waitFor();
      start();
    } else {
      pid(victim).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private Victim victim() {
    int dice = random.nextInt(10);
    return dice < 7 ? Victim.UP : dice < 9 ? Victim.FUNCTION : Victim.BROKER;
  }

  private Optional<Long> pid(Victim victim) {
    try {
      Status status = new ApiClient(endpoint().orElseThrow()).status();
      return victim == Victim.BROKER
          ? part("broker").pid().stream().boxed().findFirst()
          : status.functions().get(0).pids().stream().findFirst();
    } catch (WorldException busy) {
      return Optional.empty();
    }
  }

  private Status.Part part(String name) {
    return new ApiClient(endpoint().orElseThrow())
        .status().parts().stream()
            .filter(part -> part.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private void start() throws IOException {
    program =
        Program.start(project, "up", "--no-watch", "--data", data.root().getParent().toString());
  }

  private void awaitReady() throws Exception {
    long began = System.nanoTime();
    while (endpoint().isEmpty()) {
      if (!program.process().isAlive()) {
        throw new AssertionError("up ended: " + program.await());
      }
      if (System.nanoTime() - began > START.toNanos()) {
        throw new TimeoutException("not ready: " + program.outSoFar());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Instant started = program.process().info().startInstant().orElseThrow();
    Duration took = Duration.between(started, endpoint().orElseThrow().since());
    slowestStart = took.compareTo(slowestStart) > 0 ? took : slowestStart;
  }

  /** Of the program that runs now. */
  private Optional<Endpoint> endpoint() {
    return Endpoint.find(data).filter(found -> found.pid() == program.process().pid());
  }

  void stopInOrder() throws Exception {
    program.process().destroy();
    if (!program.process().waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("up did not end at SIGTERM: " + program.outSoFar());
    }
    int status = program.process().exitValue();
    if (status != 0) {
      throw new AssertionError("up ended with status " + status + ": " + program.await());
    }
  }
}
