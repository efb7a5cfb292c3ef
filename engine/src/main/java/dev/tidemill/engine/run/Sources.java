package dev.tidemill.engine.run;

import dev.tidemill.engine.source.RangeReader;
import dev.tidemill.engine.source.SparkKafkaReader;
import dev.tidemill.engine.source.Topics;
import dev.tidemill.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources of a job, and the clients that they share. */
final class Sources implements AutoCloseable {

  private final List<SourceStream> streams;
  private final RangeReader reader;
  private final Optional<Topics> topics;
  private final List<Source> all = new ArrayList<>();

  Sources(JobContext context) {
    streams = SourceStream.of(context.pipeline(), context.job());
    reader = new SparkKafkaReader(context.session(), context.kafka());
    topics = streams.isEmpty() ? Optional.empty() : Optional.of(new Topics(context.kafka()));
    String group = context.pipeline().names().physical(context.job().id());
    streams.forEach(
        stream -> all.add(new StreamSource(stream, topics.orElseThrow(), reader, group)));
    all.addAll(FolderSource.of(context));
  }

  List<Source> all() {
    return all;
  }

  List<SourceStream> streams() {
    return streams;
  }

  RangeReader reader() {
    return reader;
  }

  /** The one that a node reads. */
  Source of(Node node) {
    return all.stream().filter(source -> source.isOf(node)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    topics.ifPresent(Topics::close);
  }
}
