package dev.tidemill.engine.run;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A process that runs jobs to their end and then maintains their tables, each up to a step: {@code
 * FOLDER STEP TIME PIPELINE TOPIC BOOTSTRAP}.
 */
public final class KilledMaintenance {

  private KilledMaintenance() {}

  public static void main(String[] args) throws Exception {
    KilledWork.all(args, KilledMaintenance::work);
  }

  private static void work(List<String> args) {
    Path folder = Path.of(args.get(0));
    Pipeline pipeline = pipeline(args.get(3), args.get(4));
    Clusters kafka = Clusters.single(Map.of("bootstrap.servers", args.get(5)));
    try (Engine engine = SharedEngine.another(folder);
        JobRun run = engine.open(pipeline, pipeline.jobs().get("copy"), kafka, Steps.NONE)) {
      boolean more = true;
      while (more) {
        more = run.next(TestJob.DUE).isPresent();
      }
    }
    leaveOrphans(folder.resolve("lake").resolve(pipeline.names().database()).resolve("rows/data"));
    SharedEngine.another(TellingFileIO.settings(folder))
        .maintain(pipeline, pipeline.tables().get("rows"), Instant.now().plus(Duration.ofDays(8)));
  }

  private static void leaveOrphans(Path data) {
    try {
      Files.writeString(data.resolve("a.parquet"), "orphan");
      Files.writeString(data.resolve("b.parquet"), "orphan");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** One whose batches have one message each. */
  static Pipeline pipeline(String id, String topic) {
    return TestPipeline.of(id, topic).source("maxPerBatch", 1L).job("copy", "rows").build();
  }
}
