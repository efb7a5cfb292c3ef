package dev.tidemill.model.check;

import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import java.util.Optional;

/** A job that reads what it writes never comes to an end: each batch makes the next. */
final class FeedCheck {

  private final ResolvedDefinition definition;

  FeedCheck(ResolvedDefinition definition) {
    this.definition = definition;
  }

  void check() {
    definition.block("jobs").things().forEach((id, job) -> check(JobGraph.of(id, job, definition)));
  }

  private void check(JobGraph graph) {
    for (GraphNode target : graph.nodes().values()) {
      graph.nodes().values().stream()
          .filter(source -> target.isTarget() && feeds(target, source))
          .findFirst()
          .ifPresent(source -> report(graph, target, source));
    }
  }

  private boolean feeds(GraphNode target, GraphNode source) {
    return switch (target.fields().text("target").orElse("")) {
      case "stream" ->
          is(source, "stream") && topic(target).isPresent() && topic(target).equals(topic(source));
      case "files" -> is(source, "files") && below(target, source);
      default -> false;
    };
  }

  private static boolean is(GraphNode node, String kind) {
    return node.fields().text("source").orElse("").equals(kind);
  }

  /** Two streams of one Kafka may be one topic. */
  private Optional<String> topic(GraphNode node) {
    return node.fields()
        .text("stream")
        .map(
            id -> {
              Fields stream = definition.block("streams").fields(id);
              String topic = stream.text("topic").orElse(id);
              return stream.text("connection").orElse("") + " " + topic;
            });
  }

  /** A source takes all below its folder; what a pattern takes is not known from its text. */
  private static boolean below(GraphNode target, GraphNode source) {
    Optional<String> written = target.fields().text("path").map(FeedCheck::folder);
    Optional<String> read = source.fields().text("path").map(FeedCheck::folder);
    return written.isPresent() && read.isPresent() && written.get().startsWith(read.get());
  }

  private static String folder(String path) {
    return path.replaceFirst("^(\\./+)+", "").replaceAll("/+$", "") + "/";
  }

  private void report(JobGraph graph, GraphNode target, GraphNode source) {
    String key = is(source, "stream") ? "stream" : "path";
    String name = target.fields().text(key).orElse("");
    definition
        .findings()
        .error(
            "feeds-itself",
            new At(
                graph.path(target) + "." + key,
                target.fields().get(key).orElseThrow().position(),
                name),
            "job " + graph.job() + " reads what it writes: " + name + ", by node " + source.id(),
            "each batch would make the next one without end: write to another "
                + (key.equals("stream") ? "stream" : "folder"));
  }
}
