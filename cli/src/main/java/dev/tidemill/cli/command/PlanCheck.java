package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Logs;
import dev.tidemill.cli.text.Progress;
import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Spark says of the jobs' columns and SQL, in a scratch folder that is gone afterwards. */
final class PlanCheck {

  private PlanCheck() {}

  static List<Finding> of(Pipeline pipeline, boolean verbose, Progress progress) {
    if (pipeline.jobs().isEmpty()) {
      return List.of();
    }
    Path scratch = scratch();
    try {
      Logs.to(scratch.resolve("tidemill.log"), verbose);
      progress.show("starting Spark to plan the jobs");
      return plan(pipeline, scratch, progress);
    } catch (EngineException e) {
      throw CommandException.cannot("Spark does not start: " + e.getMessage(), e);
    } finally {
      progress.clear();
      delete(scratch);
    }
  }

  private static List<Finding> plan(Pipeline pipeline, Path scratch, Progress progress) {
    EngineSettings settings =
        new EngineSettings(
            scratch.resolve("lake"), "jdbc:h2:mem:check", scratch.resolve("work"), Map.of());
    List<Finding> findings = new ArrayList<>();
    try (Engine engine = Engine.start(settings)) {
      for (Job job : pipeline.jobs().values()) {
        progress.show("planning " + job.id());
        findings.addAll(engine.plan(pipeline, job));
      }
    }
    return findings;
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("tidemill-check-");
    } catch (IOException e) {
      throw CommandException.cannot(
          "cannot write to the folder for temporary files, " + System.getProperty("java.io.tmpdir"),
          e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What is left lies in the folder for temporary files, which others clear.
      return;
    }
  }
}
