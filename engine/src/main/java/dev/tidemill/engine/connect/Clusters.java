package dev.tidemill.engine.connect;

import dev.tidemill.engine.EngineException;
import dev.tidemill.model.KafkaClientSettings;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The Kafka clusters of a pipeline's streams. What it gives are client settings with secrets in
 * them; they are rendered at each call, and kept and shown nowhere.
 */
public final class Clusters {

  private final Map<String, String> own;
  private final Optional<UnaryOperator<String>> secrets;

  private Clusters(Map<String, String> own, Optional<UnaryOperator<String>> secrets) {
    this.own = Map.copyOf(own);
    this.secrets = secrets;
  }

  /**
   * One cluster for the streams without a connection, and those that connections name.
   *
   * @param own client settings of the first
   * @param secrets from the name of a connection's secret to its value
   */
  public static Clusters of(Map<String, String> own, UnaryOperator<String> secrets) {
    return new Clusters(own, Optional.of(secrets));
  }

  /** One cluster for all streams, whatever connections they name: that of a rehearsal. */
  public static Clusters single(Map<String, String> own) {
    return new Clusters(own, Optional.empty());
  }

  /** The connection that leads to a stream; empty: it is where streams without one are. */
  public Optional<KafkaConnection> connection(Pipeline pipeline, Stream stream) {
    return secrets.isEmpty()
        ? Optional.empty()
        : stream.connection().map(id -> (KafkaConnection) pipeline.connections().get(id));
  }

  /**
   * Client settings for a stream.
   *
   * @throws EngineException {@code [certificate]} if a file cannot be read, {@code [client-key]} if
   *     the key is no PKCS #8 in PEM
   */
  public Map<String, String> of(Pipeline pipeline, Stream stream) {
    return connection(pipeline, stream)
        .map(connection -> settings(connection, secrets.orElseThrow()))
        .orElse(own);
  }

  private static Map<String, String> settings(
      KafkaConnection connection, UnaryOperator<String> secrets) {
    try {
      Map<String, String> settings = KafkaClientSettings.of(connection, secrets);
      Optional.ofNullable(settings.get("ssl.keystore.key"))
          .ifPresent(key -> check(connection, key));
      return settings;
    } catch (UncheckedIOException failure) {
      throw new EngineException("certificate", failure.getMessage(), failure);
    }
  }

  /** Kafka's own message about another form of key does not say what to do. */
  private static void check(KafkaConnection connection, String key) {
    if (!key.contains("-BEGIN PRIVATE KEY-") && !key.contains("-BEGIN ENCRYPTED PRIVATE KEY-")) {
      throw new EngineException(
          "client-key",
          ("connection %s: clientKey is not a private key in PEM, PKCS #8 (BEGIN PRIVATE KEY):"
                  + " 'openssl pkcs8 -topk8 -nocrypt -in FILE' makes one")
              .formatted(connection.id()));
    }
  }

  /** Streams of one cluster, with its client settings. */
  public record Cluster(Map<String, String> settings, List<Stream> streams) {
    @Override
    public String toString() {
      return "Cluster" + streams.stream().map(Stream::id).toList();
    }
  }

  /** The clusters of some streams, in the order in which they come first. */
  public List<Cluster> of(Pipeline pipeline, Collection<Stream> streams) {
    Function<Stream, Optional<String>> id =
        stream -> connection(pipeline, stream).map(KafkaConnection::id);
    Map<Optional<String>, List<Stream>> groups = new LinkedHashMap<>();
    streams.forEach(
        stream -> groups.computeIfAbsent(id.apply(stream), none -> new ArrayList<>()).add(stream));
    return groups.values().stream()
        .map(group -> new Cluster(of(pipeline, group.get(0)), List.copyOf(group)))
        .toList();
  }

  @Override
  public String toString() {
    return "Clusters";
  }
}
