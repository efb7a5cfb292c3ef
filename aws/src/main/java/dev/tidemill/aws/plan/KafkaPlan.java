package dev.tidemill.aws.plan;

import dev.tidemill.model.AwsSettings;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.AwsStreams.Provisioned;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Job;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the streams of a pipeline are, and how clients reach them. */
final class KafkaPlan {

  /** The id of the topic of bookmarks. */
  static final String BOOKMARKS = "bookmarks";

  private static final Duration SEGMENT = Duration.ofDays(1);
  private static final long SEGMENT_BYTES = 128L << 20;
  private static final int SERVERLESS_REPLICATION = 3;

  private final Pipeline pipeline;
  private final AwsSettings aws;

  KafkaPlan(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.aws = pipeline.aws();
  }

  /** The given Kafka that a stream is in; empty: the cluster of the deployment. */
  Optional<KafkaConnection> connection(Stream stream) {
    Optional<String> given =
        stream
            .connection()
            .or(
                () ->
                    aws.streams() instanceof AwsStreams.Existing existing
                        ? Optional.of(existing.connection())
                        : Optional.empty());
    return given.map(id -> (KafkaConnection) pipeline.connections().get(id));
  }

  /**
   * Whether what uses these streams is in the network of the deployment. In one of our own nothing
   * but our own cluster is to be reached.
   */
  boolean isInNetwork(Collection<Stream> streams) {
    return aws.network().vpc().isPresent()
        ? !streams.isEmpty()
        : streams.stream().anyMatch(stream -> connection(stream).isEmpty());
  }

  /** The cluster that the deployment makes. */
  Optional<KafkaCluster> cluster() {
    List<Stream> own =
        pipeline.streams().values().stream()
            .filter(stream -> connection(stream).isEmpty())
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    String name = pipeline.id() + "-" + pipeline.stage();
    return switch (kind()) {
      case PROVISIONED -> {
        Provisioned brokers = (Provisioned) aws.streams();
        yield Optional.of(
            new KafkaCluster(
                name,
                Optional.of(brokers),
                brokers.authentication(),
                port(brokers.authentication()),
                brokerSettings(brokers),
                topics(own, brokers.replication(), true)));
      }
      case SERVERLESS ->
          Optional.of(
              new KafkaCluster(
                  name,
                  Optional.empty(),
                  Authentication.IAM,
                  port(Authentication.IAM),
                  new TreeMap<>(),
                  topics(own, SERVERLESS_REPLICATION, false)));
    };
  }

  /** The streams of a job whose waiting messages Amazon MSK counts: those in the own cluster. */
  List<Stream> counted(Job job) {
    return streams(job, Node.Role.SOURCE).stream()
        .filter(stream -> connection(stream).isEmpty())
        .toList();
  }

  /** The streams that a job reads, or those that it writes. */
  List<Stream> streams(Job job, Node.Role role) {
    return job.nodes(role).stream()
        .filter(node -> node.kind().equals("stream"))
        .map(node -> pipeline.streams().get(String.valueOf(node.fields().get("stream"))))
        .toList();
  }

  private enum Kind {
    PROVISIONED,
    SERVERLESS
  }

  private Kind kind() {
    return aws.streams() instanceof Provisioned ? Kind.PROVISIONED : Kind.SERVERLESS;
  }

  /**
   * As in <a href="https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html">MSK's
   * ports</a>.
   */
  private static int port(Authentication authentication) {
    return switch (authentication) {
      case IAM -> 9098;
      case SCRAM -> 9096;
      case TLS -> 9094;
    };
  }

  private static Map<String, String> brokerSettings(Provisioned brokers) {
    String copies = String.valueOf(brokers.replication());
    String inSync = String.valueOf(brokers.inSyncReplicas());
    Map<String, String> settings = new TreeMap<>();
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", copies);
    settings.put("min.insync.replicas", inSync);
    if (!brokers.isExpress()) {
      // Kafka's own topics: with its default of 3 copies two brokers could never make them.
      settings.put("offsets.topic.replication.factor", copies);
      settings.put("transaction.state.log.replication.factor", copies);
      settings.put("transaction.state.log.min.isr", inSync);
      settings.put("unclean.leader.election.enable", "false");
    }
    return settings;
  }

  private List<KafkaTopic> topics(List<Stream> streams, int replication, boolean segments) {
    List<KafkaTopic> topics = new ArrayList<>();
    for (Stream stream : streams) {
      topics.add(
          new KafkaTopic(
              stream.id(),
              stream.topic(),
              stream.partitions(),
              replication,
              settings(stream, segments)));
    }
    if (writesStreams()) {
      Map<String, String> settings = new TreeMap<>();
      settings.put("cleanup.policy", "compact");
      if (segments) {
        settings.put("segment.bytes", String.valueOf(1 << 20));
        settings.put("min.cleanable.dirty.ratio", "0.1");
      }
      topics.add(new KafkaTopic(BOOKMARKS, bookmarks(), 1, replication, settings));
    }
    return topics;
  }

  private boolean writesStreams() {
    return pipeline.jobs().values().stream()
        .anyMatch(job -> !streams(job, Node.Role.TARGET).isEmpty());
  }

  String bookmarks() {
    return pipeline.names().physical(BOOKMARKS);
  }

  /**
   * Those of the rehearsal. MSK Serverless takes <a
   * href="https://docs.aws.amazon.com/msk/latest/developerguide/serverless-config.html">a few
   * only</a>, none about segments.
   */
  private static Map<String, String> settings(Stream stream, boolean segments) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("retention.ms", String.valueOf(stream.retention().toMillis()));
    settings.put("max.message.bytes", String.valueOf(stream.maxMessage().bytes()));
    if (segments) {
      long oldest = Math.min(SEGMENT.toMillis(), Math.max(1, stream.retention().toMillis() / 4));
      long largest = Math.max(SEGMENT_BYTES, stream.maxMessage().bytes() * 2);
      settings.put("segment.ms", String.valueOf(oldest));
      settings.put("segment.bytes", String.valueOf(Math.min(largest, Integer.MAX_VALUE)));
    }
    return settings;
  }

  /** Settings of clients for a stream, secrets as CloudFormation's dynamic references. */
  Map<String, String> clientSettings(Stream stream) {
    return connection(stream)
        .map(given -> KafkaSettings.given(given, pipeline.names()))
        .orElseGet(() -> KafkaSettings.own(cluster().orElseThrow().authentication(), aws));
  }

  static DataSize largest(List<Stream> streams) {
    return streams.stream()
        .map(Stream::maxMessage)
        .max((one, other) -> Long.compare(one.bytes(), other.bytes()))
        .orElseThrow();
  }
}
