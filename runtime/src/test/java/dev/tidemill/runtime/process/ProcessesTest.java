package dev.tidemill.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Names;
import dev.tidemill.model.Position;
import dev.tidemill.model.Store;
import dev.tidemill.model.Store.Attribute;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class ProcessesTest {

  private final Installation installation = Installation.current();
  @TempDir Path folder;

  @Test
  void givesStreamsTheirTopicsAndOnlyEverAddsPartitions() throws Exception {
    try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(folder));
        BrokerProcess broker = BrokerProcess.start(installation, claimed, 0)) {
      broker.createTopics(List.of(stream("a-log", 2, "1h", 4096)));
      broker.createTopics(List.of(stream("a-log", 3, "2h", 8192), stream("b", 1, "1h", 4096)));

      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        Map<String, TopicDescription> topics =
            admin.describeTopics(List.of("topic-a-log", "topic-b")).allTopicNames().get();
        assertThat(topics.get("topic-a-log").partitions()).hasSize(3);
        assertThat(topics.get("topic-b").partitions()).hasSize(1);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "topic-a-log");
        var settings = admin.describeConfigs(List.of(topic)).all().get().get(topic);
        assertThat(settings.get("retention.ms").value()).isEqualTo("7200000");
        assertThat(settings.get("segment.ms").value()).isEqualTo("1800000");
        assertThat(settings.get("max.message.bytes").value()).isEqualTo("8192");
      }
      assertThatThrownBy(() -> broker.createTopics(List.of(stream("a-log", 1, "1h", 4096))))
          .isInstanceOf(WorldException.class)
          .hasMessage(
              "[shrinks] stream a-log: its topic topic-a-log has 3 partitions, the definition says"
                  + " 1; partitions only ever grow");
      assertThat(folder.resolve("state/processes/broker.pid")).exists();
    }
    assertThat(folder.resolve("state/processes/broker.pid")).doesNotExist();
  }

  @Test
  void givesStoresTheirTablesWithKeysIndexesAndTimeToLive() {
    Store.Index byDay =
        new Store.Index(
            new Attribute("day", Store.Type.STRING),
            Optional.of(new Attribute("n", Store.Type.NUMBER)));
    List<Store> stores = List.of(store("visits", Map.of("byDay", byDay)));
    Names names = new Names("shop", "local");
    try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(folder));
        StoresProcess process = StoresProcess.start(installation, claimed, 0)) {
      process.createTables(names, stores);
      process.createTables(names, stores);

      try (DynamoDbClient client = process.client()) {
        TableDescription table =
            client.describeTable(describe -> describe.tableName("shop-local-visits")).table();
        assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
        assertThat(table.billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.keySchema()).extracting("attributeName").containsExactly("id", "at");
        assertThat(table.globalSecondaryIndexes())
            .singleElement()
            .satisfies(
                index -> {
                  assertThat(index.indexName()).isEqualTo("byDay");
                  assertThat(index.keySchema())
                      .extracting("attributeName")
                      .containsExactly("day", "n");
                });
        assertThat(
                client
                    .describeTimeToLive(describe -> describe.tableName("shop-local-visits"))
                    .timeToLiveDescription()
                    .attributeName())
            .isEqualTo("gone");
      }
    }
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(folder))) {
      assertThatThrownBy(
              () -> StoresProcess.start(installation, claimed, other.getLocalPort()).close())
          .isInstanceOf(PortTakenException.class)
          .hasMessage(
              "The stores cannot start: port %d on 127.0.0.1 is taken", other.getLocalPort());
      assertThat(folder.resolve("state/processes/stores.pid")).doesNotExist();
    }
  }

  @Test
  void saysInOneLineHowAProcessEndedAtItsStart() {
    JavaCommand command =
        new JavaCommand(List.of(), List.of(), "dev.tidemill.Missing", List.of(), Duration.ZERO);
    try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(folder))) {
      assertThatThrownBy(
              () -> Server.start("x", installation, claimed, command, Duration.ofSeconds(30)))
          .isInstanceOf(WorldException.class)
          .hasMessage(
              "The x ended at its start with status 127: Not a class with a main method on the"
                  + " class path: dev.tidemill.Missing (see %s)",
              folder.resolve("logs/x.err"));
    }
  }

  @Test
  void saysHowToBuildWhatIsNotBuilt() {
    Installation other = new Installation(folder, installation.java());

    assertThatThrownBy(() -> other.classPath(Installation.Module.BROKER))
        .isInstanceOf(WorldException.class)
        .hasMessage(
            "Tidemill is not built: no broker/target/tidemill-broker.jar; run 'mvn package' in "
                + folder);
  }

  @Test
  void childrenEndWhenTheirParentIsKilled() throws Exception {
    Process parent = parent(folder);
    List<ProcessHandle> children = children(parent);
    assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);

    parent.destroyForcibly().waitFor();

    for (ProcessHandle child : children) {
      assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }
    try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(folder))) {
      assertThat(claimed.leftovers()).isZero();
    }
  }

  private static List<ProcessHandle> children(Process parent) throws IOException {
    List<ProcessHandle> children = new ArrayList<>();
    for (String pid : parent.inputReader(UTF_8).readLine().split(" ", -1)) {
      children.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    }
    return children;
  }

  private static Process parent(Path folder) throws IOException {
    return new ProcessBuilder(
            Installation.current().java().toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dtidemill.home=" + System.getProperty("tidemill.home"),
            "-cp",
            System.getProperty("java.class.path"),
            Parent.class.getName(),
            folder.toString())
        .redirectError(folder.resolve("parent.err").toFile())
        .start();
  }

  /** A process of ours that starts children and is killed. */
  static final class Parent {
    public static void main(String[] args) throws InterruptedException {
      Installation installation = Installation.current();
      ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(Path.of(args[0])));
      StoresProcess stores = StoresProcess.start(installation, claimed, 0);
      BrokerProcess broker = BrokerProcess.start(installation, claimed, 0);
      System.out.println(broker.pid() + " " + stores.pid());
      Thread.sleep(60_000);
    }
  }

  private static Stream stream(String id, int partitions, String hours, long maxBytes) {
    return new Stream(
        id,
        new ColumnType.Struct(List.of()),
        partitions,
        Duration.parse("PT" + hours),
        new DataSize(maxBytes),
        Optional.empty(),
        "topic-" + id,
        Optional.empty(),
        Stream.OnBadRecord.DEAD_LETTER,
        List.of(),
        position());
  }

  private static Store store(String id, Map<String, Store.Index> indexes) {
    return new Store(
        id,
        new Attribute("id", Store.Type.STRING),
        Optional.of(new Attribute("at", Store.Type.NUMBER)),
        indexes,
        Optional.of("gone"),
        List.of(),
        position());
  }

  private static Position position() {
    return new Position(Path.of("pipeline.yaml"), 1, 1, 1, 1);
  }
}
