package dev.tidemill.model.check;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Value.Written;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.value.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The disk of each broker of our own cluster on AWS: rate × size × retention × replication ÷
 * brokers, summed over the streams, and half as much again.
 *
 * @param held what a broker holds at that load, in bytes
 * @param given what the definition says
 */
public record BrokerStorage(double held, Optional<DataSize> given) {

  private static final double RESERVE = 1.5;
  private static final long GIGABYTE = DataSize.ofGigabytes(1).bytes();

  /** The greatest disk of a broker, in gigabytes. */
  static final long MOST = 16_384;

  private static final DataSize USUAL = new DataSize(500);

  /**
   * The disk that a definition asks for.
   *
   * @param streams the block {@code aws.streams} of type {@code msk}
   */
  public static BrokerStorage of(ResolvedDefinition definition, Fields streams) {
    long brokers = streams.leaf("brokers", Long.class).orElse(2L);
    double held =
        definition.block("streams").things().entrySet().stream()
            .filter(stream -> !stream.getValue().isGiven("connection"))
            .mapToDouble(stream -> held(definition, stream))
            .sum();
    return new BrokerStorage(
        held * Math.min(3, brokers) / brokers, streams.leaf("storage", DataSize.class));
  }

  private static double held(ResolvedDefinition definition, Map.Entry<String, Fields> stream) {
    Duration retention =
        stream.getValue().leaf("retention", Duration.class).orElse(Duration.ofDays(7));
    return bytesPerSecond(definition, stream.getKey()) * retention.toSeconds();
  }

  /** What is said of the stream, else one execution record for each call that is expected. */
  private static double bytesPerSecond(ResolvedDefinition definition, String stream) {
    Fields load = definition.block("load");
    if (load.isGiven(stream)) {
      Fields own = load.fields(stream);
      return rate(own, "rate") * own.leaf("size", DataSize.class).orElse(USUAL).bytes();
    }
    return definition.block("functions").things().entrySet().stream()
        .filter(each -> each.getValue().text("executionLog").orElse("").equals(stream))
        .mapToDouble(each -> rate(load.fields(each.getKey()), "rate") * USUAL.bytes())
        .sum();
  }

  /** So many a second; 0 if nothing is said. */
  static double rate(Fields load, String key) {
    return load.leaf(key, Written.class)
        .map(written -> ((Rate) written.value()).perSecond())
        .orElse(0.0);
  }

  /** The disk in gigabytes if nothing is given, however great. */
  long asked() {
    return Math.max(1, (long) Math.ceil(RESERVE * held / GIGABYTE));
  }

  /** The disk of a broker, in whole gigabytes. */
  public DataSize size() {
    return given.orElseGet(() -> DataSize.ofGigabytes(Math.min(MOST, asked())));
  }
}
