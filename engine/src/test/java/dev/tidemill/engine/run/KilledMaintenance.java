package dev.tidemill.engine.run;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A process that runs a job to its end and then maintains its table, up to a step: {@code FOLDER
 * PIPELINE TOPIC BOOTSTRAP STEP TIME}.
 */
public final class KilledMaintenance {

  private KilledMaintenance() {}

  public static void main(String[] args) throws IOException {
    EngineSettings plain = SharedEngine.settings(Path.of(args[0]));
    Engine engine =
        Engine.start(
            new EngineSettings(
                plain.lake(),
                plain.catalogUri(),
                plain.work(),
                Map.of("spark.sql.catalog.tidemill.io-impl", TellingFileIO.class.getName())));
    Pipeline pipeline = pipeline(args[1], args[2]);
    JobRun run =
        engine.open(
            pipeline,
            pipeline.jobs().get("copy"),
            Clusters.single(Map.of("bootstrap.servers", args[3])),
            Steps.NONE);
    while (run.next(TestJob.DUE).isPresent()) {
      System.out.println("batch");
    }
    leaveOrphans(plain.lake().resolve(pipeline.names().database()).resolve("rows/data"));
    KilledRunner.await(args[4], Integer.parseInt(args[5]));
    System.out.println(
        engine.maintain(
            pipeline, pipeline.tables().get("rows"), Instant.now().plus(Duration.ofDays(8))));
    System.out.println("missed " + args[4]);
  }

  private static void leaveOrphans(Path data) throws IOException {
    Files.writeString(data.resolve("a.parquet"), "orphan");
    Files.writeString(data.resolve("b.parquet"), "orphan");
  }

  /** One whose batches have one message each. */
  static Pipeline pipeline(String id, String topic) {
    return TestPipeline.of(id, topic).source("maxPerBatch", 1L).job("copy", "rows").build();
  }
}
