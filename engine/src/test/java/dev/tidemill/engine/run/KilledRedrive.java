package dev.tidemill.engine.run;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A process that redrives dead letters and waits to be killed before it marks them: {@code FOLDER
 * PIPELINE TOPIC BOOTSTRAP}.
 */
public final class KilledRedrive {

  private KilledRedrive() {}

  public static void main(String[] args) {
    Engine engine = Engine.start(SharedEngine.settings(Path.of(args[0])));
    Pipeline pipeline = pipeline(args[1], args[2]);
    Clusters kafka = Clusters.single(Map.of("bootstrap.servers", args[3]));
    JobRun run = engine.open(pipeline, pipeline.jobs().get("copy"), kafka, Steps.NONE);
    System.out.println(run.next(TestJob.DUE));
    KilledRunner.await("redriven", 1);
    System.out.println(
        SharedEngine.redrive(engine, pipeline, kafka, Optional.empty(), KilledRunner::reached));
  }

  static Pipeline pipeline(String id, String topic) {
    return TestPipeline.of(id, topic).job("copy", "rows").build();
  }
}
