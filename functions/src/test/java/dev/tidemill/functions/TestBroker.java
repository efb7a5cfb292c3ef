package dev.tidemill.functions;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The broker of this module's tests: a process of its own, started by its class path. */
final class TestBroker {
  private static TestBroker shared;

  private final String servers;

  /** Ends with this JVM. */
  static synchronized TestBroker shared() throws IOException {
    if (shared == null) {
      shared = new TestBroker(Path.of("target", "test-broker", String.valueOf(System.nanoTime())));
    }
    return shared;
  }

  private TestBroker(Path data) throws IOException {
    Path home = Path.of(System.getProperty("tidemill.home"));
    String classPath =
        String.join(
            File.pathSeparator,
            home.resolve("launcher/target/tidemill-launcher.jar").toString(),
            home.resolve("broker/target/tidemill-broker.jar").toString(),
            Files.readString(home.resolve("broker/target/classpath")).strip());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                "dev.tidemill.launcher.Launcher",
                "dev.tidemill.broker.BrokerMain",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String ready = output.readLine();
    if (ready == null) {
      throw new IOException("the broker ended");
    }
    servers = ready.substring("ready ".length());
  }

  String servers() {
    return servers;
  }

  void createTopic(String name, int partitions, Map<String, String> settings)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  /** Everything that the topic holds, once it holds that many. */
  List<ConsumerRecord<String, String>> read(String topic, int expected) {
    return read(servers, topic, expected);
  }

  /** The same of any broker. */
  static List<ConsumerRecord<String, String>> read(String servers, String topic, int expected) {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(e -> e).sum();
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (records.size() < Math.max(end, expected) && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
