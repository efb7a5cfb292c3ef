package dev.tidemill.aws.bill;

import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import java.util.List;

/** Which streams a job touches. */
final class Streams {

  private Streams() {}

  /** Those of its sources or of its targets, each as often as it is there. */
  static List<String> of(Job job, Node.Role role) {
    return job.nodes(role).stream()
        .filter(node -> node.kind().equals("stream"))
        .map(node -> String.valueOf(node.fields().get("stream")))
        .toList();
  }
}
