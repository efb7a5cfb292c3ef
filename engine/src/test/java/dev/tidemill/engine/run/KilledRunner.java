package dev.tidemill.engine.run;

import static dev.tidemill.engine.TestPipeline.toStream;
import static dev.tidemill.engine.TestPipeline.toTable;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.Map;

/**
 * A process that works on a job up to a step, says so and waits there to be killed: {@code FOLDER
 * PIPELINE TOPIC BOOTSTRAP STEP TIME [OTHER-TOPIC [WAY-OUT]]}. With {@code +} before the step it
 * says so and goes on.
 */
public final class KilledRunner {

  private static String step;
  private static int times;
  private static boolean goesOn;

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
    Clusters kafka = Clusters.single(Map.of("bootstrap.servers", args[3]));
    Steps steps = KilledRunner::reached;
    Engine engine = Engine.start(settings);
    System.out.println("started");
    if (args.length > 7) {
      boolean adopt = args[7].equals("adopt");
      String job = adopt ? "renamed" : "copy";
      Pipeline pipeline = pipeline(args[1], args[2], args[6], job);
      WayOut way = adopt ? new WayOut.Adopt("copy") : new WayOut.Redo();
      SharedEngine.resolve(engine, pipeline, job, kafka, way, steps);
    } else {
      Pipeline pipeline = pipeline(args[1], args[2], args.length > 6 ? args[6] : "", "copy");
      JobRun run = engine.open(pipeline, pipeline.jobs().get("copy"), kafka, steps);
      while (run.next(TestJob.DUE).isPresent()) {
        System.out.println("batch");
      }
    }
    System.out.println(goesOn ? "done" : "missed " + step);
  }

  /** A job from a stream into a table and, if there is another topic, into that too. */
  static Pipeline pipeline(String id, String topic, String other, String job) {
    TestPipeline pipeline = TestPipeline.of(id, topic);
    return other.isEmpty()
        ? pipeline.job(job, "rows").build()
        : pipeline.stream("copies", other)
            .job(job, toTable("table", "from", "rows"), toStream("stream", "from", "copies"))
            .build();
  }

  /** Stops where this step is reached for this time from now on; with {@code +} it only says so. */
  static synchronized void await(String awaited, int time) {
    goesOn = awaited.startsWith("+");
    step = goesOn ? awaited.substring(1) : awaited;
    times = time;
  }

  static synchronized void reached(String reached) {
    if (!reached.equals(step) || --times != 0) {
      return;
    }
    System.out.println("reached");
    while (!goesOn) {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException again) {
        // Waits to be killed.
      }
    }
  }
}
