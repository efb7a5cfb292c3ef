package dev.tidemill.engine.run;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that redrives dead letters and waits at a step to be killed: {@code FOLDER STEP TIME
 * PIPELINE TOPIC BOOTSTRAP}.
 */
public final class KilledRedrive {

  private KilledRedrive() {}

  public static void main(String[] args) throws Exception {
    KilledWork.all(args, KilledRedrive::work);
  }

  private static void work(List<String> args) {
    Engine engine = SharedEngine.another(Path.of(args.get(0)));
    Pipeline pipeline = pipeline(args.get(3), args.get(4));
    Clusters kafka = Clusters.single(Map.of("bootstrap.servers", args.get(5)));
    JobRun run = engine.open(pipeline, pipeline.jobs().get("copy"), kafka, Steps.NONE);
    run.next(TestJob.DUE);
    SharedEngine.redrive(engine, pipeline, kafka, Optional.empty(), KilledWork::reached);
  }

  static Pipeline pipeline(String id, String topic) {
    return TestPipeline.of(id, topic).job("copy", "rows").build();
  }
}
