package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.connect.Clusters.Cluster;
import dev.tidemill.engine.source.RangeReader;
import dev.tidemill.engine.source.SparkKafkaReader;
import dev.tidemill.engine.source.Topics;
import dev.tidemill.model.Node;
import dev.tidemill.model.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sources of a job, and the clients that those in one cluster share. */
final class Sources implements AutoCloseable {

  private final List<SourceStream> streams;
  private final Map<String, RangeReader> readers = new HashMap<>();
  private final Map<String, Topics> topics = new HashMap<>();
  private final List<Source> all = new ArrayList<>();

  Sources(JobContext context) {
    streams = SourceStream.of(context.pipeline(), context.job());
    List<Stream> read = streams.stream().map(SourceStream::stream).toList();
    try {
      context.clusters().of(context.pipeline(), read).forEach(cluster -> connect(context, cluster));
    } catch (EngineException failure) {
      close();
      throw failure;
    }
    String group = context.pipeline().names().physical(context.job().id());
    streams.forEach(
        stream ->
            all.add(
                new StreamSource(
                    stream, topics.get(stream.stream().id()), reader(stream.stream()), group)));
    all.addAll(FolderSource.of(context));
  }

  private void connect(JobContext context, Cluster cluster) {
    RangeReader reader = new SparkKafkaReader(context.session(), cluster.settings());
    Topics client = new Topics(cluster.settings());
    cluster
        .streams()
        .forEach(
            stream -> {
              readers.put(stream.id(), reader);
              topics.put(stream.id(), client);
            });
  }

  List<Source> all() {
    return all;
  }

  List<SourceStream> streams() {
    return streams;
  }

  /** Reads ranges of a stream that the job reads. */
  RangeReader reader(Stream stream) {
    return readers.get(stream.id());
  }

  /** The one that a node reads. */
  Source of(Node node) {
    return all.stream().filter(source -> source.isOf(node)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    topics.values().stream().distinct().forEach(Topics::close);
  }
}
