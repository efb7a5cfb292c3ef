package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Runs the build command of a definition. */
final class Build {

  private final Pipeline pipeline;
  private final Path log;
  private final Narrator narrator;

  Build(Pipeline pipeline, Path log, Narrator narrator) {
    this.pipeline = pipeline;
    this.log = log;
    this.narrator = narrator;
  }

  /** Whether a function's code is not there. */
  static boolean isNeeded(Pipeline pipeline) {
    return pipeline.functions().values().stream()
        .anyMatch(function -> !Files.isRegularFile(function.code()));
  }

  /**
   * Runs the command beside the file, its output in the log.
   *
   * @return what is wrong if it did not end well
   */
  Optional<Finding> run(String command) throws InterruptedException {
    long start = System.nanoTime();
    Process process = start(command);
    try {
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        narrator.progress(
            "building: " + command + ", " + seconds + " s", seconds, OptionalLong.empty());
      }
    } finally {
      end(process);
    }
    if (process.exitValue() != 0) {
      return Optional.of(failed(command, process.exitValue()));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    narrator.tell(new RehearsalEvent.Built(command, took));
    return Optional.empty();
  }

  private Process start(String command) {
    narrator.progress("building: " + command, 0, OptionalLong.empty());
    try {
      return new ProcessBuilder("sh", "-c", command)
          .directory(pipeline.folder().toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .start();
    } catch (IOException e) {
      throw new RehearsalException("Cannot run the build command: " + OneLine.of(e), e);
    }
  }

  private static void end(Process process) {
    if (process.isAlive()) {
      List<ProcessHandle> family = process.descendants().toList();
      process.destroyForcibly();
      family.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private Finding failed(String command, int status) {
    return Problems.error(
        "build-failed",
        "build",
        "'" + OneLine.of(command) + "' ended with status " + status + firstError(),
        "see: " + log,
        Problems.beginning(pipeline));
  }

  private String firstError() {
    try (java.util.stream.Stream<String> lines = Files.lines(log)) {
      return lines
          .map(String::strip)
          .filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains("error"))
          .map(line -> ": " + OneLine.of(line))
          .findFirst()
          .orElse("");
    } catch (IOException | java.io.UncheckedIOException e) {
      return "";
    }
  }
}
