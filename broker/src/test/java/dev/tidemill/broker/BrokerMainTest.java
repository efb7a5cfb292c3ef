package dev.tidemill.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerMainTest {

  private final List<Process> started = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void keepsWhatItTookOverAnOrderlyEndAndARestartOnTheSamePort() throws Exception {
    Process first = broker("0");
    String servers = ready(first);
    createTopic(servers, "events");
    send(servers, "events", "über");

    first.getOutputStream().close();

    assertThat(first.waitFor(20, TimeUnit.SECONDS)).as("ended with its parent").isTrue();
    assertThat(folder.resolve("topics/.kafka_cleanshutdown")).exists();

    Process second = broker(servers.substring(servers.indexOf(':') + 1));
    assertThat(ready(second)).isEqualTo(servers);
    send(servers, "events", "zwei");
    assertThat(read(servers, "events", 2)).containsExactly("über", "zwei");
    assertThat(second.inputReader(UTF_8).ready()).as("more on standard output").isFalse();
    second.toHandle().destroy();
    assertThat(second.waitFor(20, TimeUnit.SECONDS)).as("ended at SIGTERM").isTrue();
    assertThat(second.errorReader(UTF_8).lines()).isEmpty();
    assertThat(Files.size(folder.resolve("logs/broker.log"))).isPositive();
  }

  @Test
  void doesNotMakeTopicsOfItsOwn() throws Exception {
    String servers = ready(broker("0"));

    assertThatThrownBy(() -> send(servers, "misspelt", "x"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class)
        .hasMessageContaining("misspelt");
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws Exception {
    try (ServerSocket other =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      Process broker = broker(String.valueOf(other.getLocalPort()));

      assertThat(broker.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(broker.exitValue()).isEqualTo(4);
      assertThat(broker.errorReader(UTF_8).lines())
          .containsExactly("port " + other.getLocalPort() + " on 127.0.0.1 is taken");
    }
  }

  @Test
  void saysInOneLineThatItsFolderIsNone() throws Exception {
    Path file = Files.createFile(folder.resolve("topics"));
    Process broker = broker("0");

    assertThat(broker.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(broker.exitValue()).isEqualTo(3);
    assertThat(broker.errorReader(UTF_8).lines())
        .singleElement()
        .asString()
        .isEqualTo("cannot write to " + file + ": a file is in the way");
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private static void createTopic(String servers, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void send(String servers, String topic, String value) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers, "max.block.ms", 1500);
    StringSerializer text = new StringSerializer();
    try (var producer = new KafkaProducer<>(settings, text, text)) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static List<String> read(String servers, String topic, int count) {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers);
    StringDeserializer text = new StringDeserializer();
    List<String> values = new ArrayList<>();
    try (var consumer = new KafkaConsumer<>(settings, text, text)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int polls = 0; polls < 20 && values.size() < count; polls++) {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
          values.add(message.value());
        }
      }
    }
    return values;
  }

  private static String ready(Process broker) throws IOException {
    String line = broker.inputReader(UTF_8).readLine();
    assertThat(line).startsWith("ready 127.0.0.1:");
    return line.substring("ready ".length());
  }

  private Process broker(String port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dtidemill.launcher.grace=10000");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.tidemill.launcher.Launcher");
    command.addAll(List.of(BrokerMain.class.getName(), folder.toString(), port));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }
}
