package dev.tidemill.aws.bill;

import dev.tidemill.aws.bill.stream.KinesisOnDemand;
import dev.tidemill.aws.bill.stream.MskExpress;
import dev.tidemill.aws.bill.stream.MskProvisioned;
import dev.tidemill.aws.bill.stream.MskServerless;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.plan.Resource;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.Node;
import dev.tidemill.model.Stream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the streams live in, and what goes through them. */
final class StreamUsage {

  private final Basis basis;

  StreamUsage(Basis basis) {
    this.basis = basis;
  }

  /** Empty: there are no streams, or their Kafka is there already. */
  Optional<StreamOption> option() {
    if (own().isEmpty()) {
      return Optional.empty();
    }
    if (basis.pipeline().aws().streams() instanceof AwsStreams.Kinesis) {
      return Optional.of(new KinesisOnDemand(1));
    }
    if (!basis.resources().of("AWS::MSK::ServerlessCluster").isEmpty()) {
      return Optional.of(new MskServerless());
    }
    return basis.resources().of("AWS::MSK::Cluster").stream().findFirst().map(this::brokers);
  }

  private StreamOption brokers(Resource cluster) {
    String type = cluster.quantities().get("brokerType");
    int brokers = (int) Resources.number(cluster, "brokers");
    double gib = Resources.number(cluster, "storageBytes") / Month.GIB;
    return type.startsWith("express.")
        ? new MskExpress(type, brokers)
        : new MskProvisioned(type, brokers, basis.pipeline().aws().network().zones(), gib);
  }

  /** Of all streams. */
  Traffic traffic() {
    Collection<Stream> all = basis.pipeline().streams().values();
    return traffic(all, all.stream().mapToInt(Stream::partitions).sum());
  }

  /** Of those that are part of the deployment, with what it keeps in topics of its own. */
  Traffic ownTraffic() {
    int topics =
        basis.resources().of("AWS::MSK::ServerlessCluster").stream()
            .mapToInt(cluster -> (int) Resources.number(cluster, "partitions"))
            .sum();
    int streams = own().stream().mapToInt(Stream::partitions).sum();
    return traffic(own(), Math.max(topics, streams));
  }

  private List<Stream> own() {
    boolean given = basis.pipeline().aws().streams() instanceof AwsStreams.Existing;
    return basis.pipeline().streams().values().stream()
        .filter(stream -> !given && stream.connection().isEmpty())
        .toList();
  }

  /** Sizes, readers and retention weigh as much as the events. */
  private Traffic traffic(Collection<Stream> streams, int partitions) {
    double events = 0;
    double bytes = 0;
    double read = 0;
    double kept = 0;
    for (Stream stream : streams) {
      double rate = basis.flows().stream(stream.id()).perSecond();
      double size = basis.bytes(stream.id());
      events += rate;
      bytes += rate * size;
      read += rate * size * readers(stream.id());
      kept += rate * size * stream.retention().toSeconds();
    }
    return bytes == 0
        ? new Traffic(0, 1, 1, streams.size(), Math.max(1, partitions), Duration.ofDays(1))
        : new Traffic(
            events,
            bytes / events,
            read / bytes,
            streams.size(),
            partitions,
            Duration.ofSeconds(Math.round(kept / bytes)));
  }

  private double readers(String stream) {
    long jobs =
        basis.pipeline().jobs().values().stream()
            .filter(job -> Streams.of(job, Node.Role.SOURCE).contains(stream))
            .count();
    long functions =
        basis.pipeline().functions().values().stream()
            .map(function -> function.uses().get(stream))
            .filter(access -> access == Access.READ || access == Access.READ_WRITE)
            .count();
    return jobs + functions;
  }
}
