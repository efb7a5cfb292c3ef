package dev.tidemill.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One node that is broker and controller. Put together as Kafka's own {@code KafkaRaftServer} does
 * it, but with sockets that are already bound.
 */
final class Broker implements AutoCloseable {

  private final int port;
  private final ControllerServer controller;
  private final BrokerServer broker;

  private Broker(int port, SharedServer shared, BootstrapMetadata bootstrap) {
    this.port = port;
    this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
    this.broker = new BrokerServer(shared);
  }

  /**
   * Starts, on a new folder or on one that a broker has left behind.
   *
   * @param port 0 for any free one
   * @throws java.net.BindException when the port is taken
   */
  static Broker start(Path folder, int port) throws IOException {
    Sockets sockets = new Sockets();
    int client = sockets.bind(Settings.CLIENT, port);
    int controller = sockets.bind(Settings.CONTROLLER, 0);
    return start(folder, sockets, Settings.of(data(folder), client, controller), client);
  }

  static Path data(Path folder) {
    return folder.resolve("topics");
  }

  /**
   * Starts with settings that go further than ours.
   *
   * @param sockets one for each listener of the settings
   * @param port of the listener that {@link #port} tells
   */
  static Broker start(Path folder, Sockets sockets, Map<String, String> settings, int port)
      throws IOException {
    Path data = Files.createDirectories(data(folder));
    KafkaConfig config = new KafkaConfig(settings, false);
    format(data);
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folders =
        KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(Broker.class), "");
    Broker broker = new Broker(port, shared(config, folders._1(), sockets), folders._2());
    broker.controller.startup();
    broker.broker.startup();
    return broker;
  }

  private static void format(Path data) throws IOException {
    if (Files.exists(data.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    Formatter formatter =
        new Formatter()
            .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
            .setClusterId(Uuid.randomUuid().toString())
            .setNodeId(Settings.NODE)
            .setControllerListenerName(Settings.CONTROLLER)
            .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
            .setDirectories(List.of(data.toString()))
            .setMetadataLogDirectory(data.toString());
    try {
      formatter.run();
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IOException("cannot format " + data, failure);
    }
  }

  private static SharedServer shared(
      KafkaConfig config, MetaPropertiesEnsemble folders, Sockets sockets) {
    QuorumConfig quorum = config.quorumConfig();
    return new SharedServer(
        config,
        folders,
        Time.SYSTEM,
        new Metrics(Time.SYSTEM),
        CompletableFuture.completedFuture(
            Map.copyOf(QuorumConfig.parseVoterConnections(quorum.voters()))),
        QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
        new StandardFaultHandlerFactory(),
        sockets);
  }

  /** The port that clients connect to. */
  int port() {
    return port;
  }

  @Override
  public void close() {
    broker.shutdown();
    controller.shutdown();
  }
}
