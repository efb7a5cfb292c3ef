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
 * A process that reads files into a folder and a table, each job up to a step where it waits to be
 * killed: {@code FOLDER STEP TIME}.
 */
public final class KilledFilesRunner {

  private KilledFilesRunner() {}

  public static void main(String[] args) throws Exception {
    KilledWork.all(args, KilledFilesRunner::work);
  }

  private static void work(List<String> args) {
    Path folder = Path.of(args.get(0));
    Pipeline pipeline = pipeline(folder);
    Engine engine = SharedEngine.another(folder);
    Clusters kafka = Clusters.single(Map.of());
    JobRun run = engine.open(pipeline, pipeline.jobs().get("copy"), kafka, KilledWork::reached);
    boolean more = true;
    while (more) {
      more = run.next(TestJob.DUE).isPresent();
    }
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
