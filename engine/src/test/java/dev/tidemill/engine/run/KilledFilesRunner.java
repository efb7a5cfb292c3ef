package dev.tidemill.engine.run;

import static dev.tidemill.engine.TestPipeline.fromFiles;
import static dev.tidemill.engine.TestPipeline.toFiles;
import static dev.tidemill.engine.TestPipeline.toTable;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process that reads files into a folder and a table up to a step, says so and waits there to be
 * killed: {@code FOLDER STEP TIME}.
 */
public final class KilledFilesRunner {

  private KilledFilesRunner() {}

  public static void main(String[] args) {
    KilledRunner.await(args[1], Integer.parseInt(args[2]));
    Path folder = Path.of(args[0]);
    Pipeline pipeline = pipeline(folder);
    Engine engine = Engine.start(SharedEngine.settings(folder));
    JobRun run =
        engine.open(
            pipeline,
            pipeline.jobs().get("copy"),
            Clusters.single(Map.of()),
            KilledRunner::reached);
    while (run.next(TestJob.DUE).isPresent()) {
      System.out.println("batch");
    }
    System.out.println("missed " + args[1]);
  }

  /** Each batch has two files: {@code half=0} and {@code half=1}. */
  static Pipeline pipeline(Path folder) {
    return TestPipeline.of("killedfiles", "none")
        .jobOf(
            "copy",
            List.of(
                fromFiles("in", "in", "json", Map.of(), "id: long required", "half: int"),
                toFiles(
                    "out", "in", "out", Map.of("format", "json", "partitionBy", List.of("half"))),
                toTable("table", "in", "rows")))
        .build(folder);
  }
}
