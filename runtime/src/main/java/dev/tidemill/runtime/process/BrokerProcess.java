package dev.tidemill.runtime.process;

import dev.tidemill.model.Stream;
import dev.tidemill.runtime.process.Installation.Module;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The Kafka broker of a pipeline, with its data in the pipeline's folder. */
public final class BrokerProcess implements ServerProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> JVM =
      List.of(
          "-Xms64m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xshare:auto",
          "-Dfile.encoding=UTF-8");

  private final Server server;

  private BrokerProcess(Server server) {
    this.server = server;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param port to listen on at 127.0.0.1; 0 for any that is free
   * @throws WorldException if it cannot
   */
  public static BrokerProcess start(Installation installation, ClaimedFolder folder, int port) {
    List<String> options = new ArrayList<>(JVM);
    options.addAll(installation.archive(Module.BROKER));
    JavaCommand command =
        new JavaCommand(
            options,
            installation.classPath(Module.BROKER),
            "dev.tidemill.broker.BrokerMain",
            List.of(folder.data().root().toString(), String.valueOf(port)),
            Duration.ofSeconds(8));
    return new BrokerProcess(Server.start("broker", installation, folder, command, PATIENCE));
  }

  /**
   * Starts it with the topics of these streams.
   *
   * @throws WorldException if it cannot start, or a topic cannot be made
   */
  public static BrokerProcess start(
      Installation installation, ClaimedFolder folder, int port, Collection<Stream> streams) {
    BrokerProcess broker = start(installation, folder, port);
    try {
      broker.createTopics(streams);
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return address();
  }

  /** What a Kafka client needs to know of it. */
  public Map<String, String> clientSettings() {
    return Map.of("bootstrap.servers", bootstrapServers());
  }

  /**
   * Makes the topics of the streams, gives those that exist the settings of the definition, and
   * adds partitions where it asks for more.
   *
   * @throws WorldException if a topic has more partitions than its stream, or the broker refuses
   */
  public void createTopics(Collection<Stream> streams) {
    new Topics(clientSettings()).create(streams);
  }

  @Override
  public String address() {
    return server.address();
  }

  /** Whether it runs: Kafka halts its process when its disk is full. */
  @Override
  public boolean isAlive() {
    return server.isAlive();
  }

  @Override
  public long pid() {
    return server.pid();
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return server.exit();
  }

  /** Ends it in order: what it has acknowledged is kept. */
  @Override
  public void close() {
    server.close();
  }
}
