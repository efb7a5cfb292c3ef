package dev.tidemill.engine.run;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.Map;

/**
 * A process that runs a job up to a step, says so and waits there to be killed: {@code FOLDER
 * PIPELINE TOPIC BOOTSTRAP STEP TIME}.
 */
public final class KilledRunner {

  private static String step;
  private static int times;

  private KilledRunner() {}

  public static void main(String[] args) {
    await(args[4], Integer.parseInt(args[5]));
    EngineSettings plain = SharedEngine.settings(Path.of(args[0]));
    EngineSettings settings =
        new EngineSettings(
            plain.lake(),
            plain.catalogUri(),
            plain.work(),
            Map.of("spark.sql.catalog.tidemill.io-impl", TellingFileIO.class.getName()));
    Pipeline pipeline = TestPipeline.of(args[1], args[2]).job("copy", "rows").build();
    Steps steps = KilledRunner::reached;
    Engine engine = Engine.start(settings);
    System.out.println("started");
    JobRun run =
        engine.open(
            pipeline, pipeline.jobs().get("copy"), Map.of("bootstrap.servers", args[3]), steps);
    while (run.next(TestJob.DUE).isPresent()) {
      System.out.println("batch");
    }
    System.out.println("missed " + step);
  }

  /** Stops where this step is reached for this time from now on. */
  static synchronized void await(String awaited, int time) {
    step = awaited;
    times = time;
  }

  static synchronized void reached(String reached) {
    if (reached.equals(step) && --times == 0) {
      System.out.println("reached");
      while (true) {
        try {
          Thread.sleep(60_000);
        } catch (InterruptedException again) {
          // Waits to be killed.
        }
      }
    }
  }
}
