package dev.tidemill.cli.rehearse;

import dev.tidemill.cli.text.Figures;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.rehearse.JobReport;
import dev.tidemill.runtime.rehearse.RehearsalReport;
import java.util.HashMap;
import java.util.Map;

/**
 * What did not come through, all jobs together.
 *
 * @param dead messages; one that several jobs read counts once
 */
record Losses(long dropped, long nulled, long dead) {

  static Losses of(Pipeline pipeline, RehearsalReport report) {
    long dropped = 0;
    long nulled = 0;
    Map<String, Long> dead = new HashMap<>();
    for (JobReport job : report.jobs()) {
      for (NodeCounts node : job.nodes()) {
        dropped += node.dropped().orElse(0);
        nulled += node.nulled().orElse(0);
        dead.merge(stream(pipeline, job.job(), node.node()), node.dead().orElse(0), Math::max);
      }
    }
    return new Losses(dropped, nulled, dead.values().stream().mapToLong(Long::longValue).sum());
  }

  private static String stream(Pipeline pipeline, String jobId, String nodeId) {
    Job job = pipeline.jobs().get(jobId);
    Node node = job == null ? null : job.nodes().get(nodeId);
    Object stream = node == null ? null : node.fields().get("stream");
    return stream == null ? jobId + "/" + nodeId : "stream " + stream;
  }

  /** {@code nothing dropped, nothing dead}. */
  String text() {
    return said(dropped, "dropped")
        + (nulled == 0 ? "" : ", " + said(nulled, "nulled"))
        + ", "
        + said(dead, "dead");
  }

  private static String said(long number, String what) {
    return (number == 0 ? "nothing" : Figures.count(number)) + " " + what;
  }
}
