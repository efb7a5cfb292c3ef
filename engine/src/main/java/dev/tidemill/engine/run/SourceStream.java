package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.source.StartingOffsets;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stream that a job reads. Several nodes on one stream share its range.
 *
 * @param starting of the first node on it
 * @param maxPerBatch the least of those of its nodes
 */
record SourceStream(Stream stream, StartingOffsets starting, long maxPerBatch) {

  private static final long DEFAULT_MAX_PER_BATCH = 1_000_000;

  /** The streams of a job, sorted by topic. */
  static List<SourceStream> of(Pipeline pipeline, Job job) {
    Map<String, SourceStream> streams = new TreeMap<>();
    for (Node node : job.nodes(Node.Role.SOURCE)) {
      if (node.kind().equals("stream")) {
        Stream stream = pipeline.streams().get(streamOf(node));
        streams.merge(stream.topic(), of(node, stream), SourceStream::and);
      }
    }
    return List.copyOf(streams.values());
  }

  /** The id of the stream that a node reads. */
  static String streamOf(Node node) {
    return (String) node.fields().get("stream");
  }

  private static SourceStream of(Node node, Stream stream) {
    Object starting = node.fields().getOrDefault("startingOffsets", "earliest");
    Object maximum = node.fields().getOrDefault("maxPerBatch", DEFAULT_MAX_PER_BATCH);
    return new SourceStream(
        stream, StartingOffsets.parse(starting.toString()), ((Number) maximum).longValue());
  }

  /** A bookmark names a topic, not the cluster that it is in. */
  private SourceStream and(SourceStream other) {
    if (!stream.connection().equals(other.stream.connection())) {
      throw new EngineException(
          "same-topic",
          "streams %s and %s are topics of one name, %s, in two clusters: read them in two jobs"
              .formatted(stream.id(), other.stream.id(), topic()));
    }
    return new SourceStream(stream, starting, Math.min(maxPerBatch, other.maxPerBatch));
  }

  String topic() {
    return stream.topic();
  }

  /** Its name in a bookmark. */
  String place() {
    return Bookmark.stream(topic());
  }
}
