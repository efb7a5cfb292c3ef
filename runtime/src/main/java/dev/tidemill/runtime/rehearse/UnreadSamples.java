package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds streams that have samples and no reader, so that the samples prove nothing. */
final class UnreadSamples {

  private UnreadSamples() {}

  static List<Finding> of(Pipeline pipeline) {
    List<Finding> findings = new ArrayList<>();
    for (Stream stream : pipeline.streams().values()) {
      if (!stream.samples().isEmpty() && !isRead(pipeline, stream)) {
        findings.add(
            Problems.error(
                "unread-sample",
                "streams." + stream.id() + ".samples",
                "no job reads the samples of stream '" + stream.id() + "'",
                "read it in a job, or take the samples away",
                stream.samples().get(0).position()));
      }
    }
    return findings;
  }

  private static boolean isRead(Pipeline pipeline, Stream stream) {
    return pipeline.jobs().values().stream()
        .filter(Job::enabled)
        .flatMap(job -> job.nodes(Node.Role.SOURCE).stream())
        .anyMatch(source -> Objects.equals(source.fields().get("stream"), stream.id()));
  }
}
