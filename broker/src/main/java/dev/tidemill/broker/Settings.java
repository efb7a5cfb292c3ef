package dev.tidemill.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The broker's configuration: one node, quick to start, little memory. */
final class Settings {

  static final int NODE = 1;
  static final String CLIENT = "CLIENT";
  static final String CONTROLLER = "CONTROLLER";

  private Settings() {}

  static Map<String, String> of(Path folder, int clientPort, int controllerPort) {
    Map<String, String> settings = new TreeMap<>();
    String client = CLIENT + "://" + Sockets.HOST + ":" + clientPort;
    String controller = CONTROLLER + "://" + Sockets.HOST + ":" + controllerPort;
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE));
    settings.put("controller.quorum.voters", NODE + "@" + Sockets.HOST + ":" + controllerPort);
    settings.put("listeners", client + "," + controller);
    settings.put("advertised.listeners", client + "," + controller);
    settings.put("inter.broker.listener.name", CLIENT);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put(
        "listener.security.protocol.map", CLIENT + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("log.dirs", folder.toString());
    // Topics are those of the definition: a misspelt name must not become one.
    settings.put("auto.create.topics.enable", "false");
    settings.put("metric.reporters", "");
    oneNode(settings);
    small(settings);
    quick(settings);
    return settings;
  }

  private static void oneNode(Map<String, String> settings) {
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void small(Map<String, String> settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("num.replica.fetchers", "1");
    settings.put("num.recovery.threads.per.data.dir", "2");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.threads", "1");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
    settings.put("log.index.size.max.bytes", String.valueOf(1 << 20));
    settings.put("queued.max.requests", "100");
  }

  private static void quick(Map<String, String> settings) {
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A broker that was killed is let in again when its old session is over.
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "400");
    settings.put("initial.broker.registration.timeout.ms", "30000");
  }
}
