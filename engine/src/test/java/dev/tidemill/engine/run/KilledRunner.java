package dev.tidemill.engine.run;

import static dev.tidemill.engine.TestPipeline.toStream;
import static dev.tidemill.engine.TestPipeline.toTable;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process that works on jobs, each up to a step where it waits to be killed: {@code FOLDER STEP
 * TIME PIPELINE TOPIC BOOTSTRAP [OTHER-TOPIC [WAY-OUT]]}.
 */
public final class KilledRunner {

  private KilledRunner() {}

  public static void main(String[] args) throws Exception {
    KilledWork.all(args, KilledRunner::work);
  }

  private static void work(List<String> args) {
    Engine engine = SharedEngine.another(TellingFileIO.settings(Path.of(args.get(0))));
    Clusters kafka = Clusters.single(Map.of("bootstrap.servers", args.get(5)));
    if (args.size() > 7) {
      boolean adopt = args.get(7).equals("adopt");
      String job = adopt ? "renamed" : "copy";
      Pipeline pipeline = pipeline(args.get(3), args.get(4), args.get(6), job);
      WayOut way = adopt ? new WayOut.Adopt("copy") : new WayOut.Redo();
      SharedEngine.resolve(engine, pipeline, job, kafka, way, KilledWork::reached);
    } else {
      Pipeline pipeline =
          pipeline(args.get(3), args.get(4), args.size() > 6 ? args.get(6) : "", "copy");
      JobRun run = engine.open(pipeline, pipeline.jobs().get("copy"), kafka, KilledWork::reached);
      boolean more = true;
      while (more) {
        more = run.next(TestJob.DUE).isPresent();
      }
    }
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
}
