package dev.tidemill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real broker. */
class StreamClientTest {
  private static TestBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = TestBroker.shared();
  }

  @Test
  void deliversWhatWasSentWhenItIsFlushed() throws Exception {
    broker.createTopic("plain", 1, Map.of());
    Deliveries deliveries = new Deliveries(environment());
    StreamClient client = client("plain", deliveries);

    client.send(Map.of("name", "Zoë"));
    client.send("key-1", "{\"as\": \"it is\"}");
    client.send("key-2", new byte[] {'7'});
    assertThat(deliveries.pending()).isTrue();
    deliveries.flush();

    assertThat(deliveries.pending()).isFalse();
    List<ConsumerRecord<String, String>> records = broker.read("plain", 3);
    assertThat(records)
        .extracting(ConsumerRecord::value)
        .containsExactly("{\"name\":\"Zoë\"}", "{\"as\": \"it is\"}", "7");
    assertThat(records).extracting(ConsumerRecord::key).containsExactly(null, "key-1", "key-2");
  }

  @Test
  void keepsTheOrderOfManyEvents() throws Exception {
    broker.createTopic("many", 1, Map.of());
    Deliveries deliveries = new Deliveries(environment());
    StreamClient client = client("many", deliveries);

    List<String> events = IntStream.range(0, 20_000).mapToObj(i -> "{\"n\":" + i + "}").toList();
    events.forEach(client::send);
    deliveries.flush();

    assertThat(broker.read("many", events.size()))
        .extracting(ConsumerRecord::value)
        .isEqualTo(events);
  }

  @Test
  void sendsManySmallEventsToAStreamOfSmallMessages() throws Exception {
    broker.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
    Map<String, String> environment = environment();
    environment.put("TIDEMILL_KAFKA_BATCH_SIZE", "500"); // as the runtime sets it for such streams
    Deliveries deliveries = new Deliveries(environment);
    deliveries.begin(Duration.ofSeconds(10));
    StreamClient client = client("small", deliveries);

    IntStream.range(0, 200).forEach(i -> client.send("{\"n\":" + i + "}"));
    deliveries.flush();

    assertThat(broker.read("small", 200)).hasSize(200);
  }

  @Test
  void makesNoProducerBeforeTheFirstSend() {
    Deliveries deliveries =
        new Deliveries(
            environment(),
            connection -> {
              throw new AssertionError("too early");
            });

    StreamClient client = client("plain", deliveries);
    deliveries.flush();

    assertThatThrownBy(() -> client.send("{}")).hasMessage("too early");
  }

  @Test
  void refusesAnEventLargerThanAMessage() {
    Deliveries deliveries = new Deliveries(environment());

    assertThatThrownBy(() -> client("plain", deliveries).send("x".repeat(1_048_500)))
        .isInstanceOf(DeliveryException.class)
        .hasMessage(
            "Event of 1,048,500 bytes for stream 'plain' is too large: a message holds 1,048,476"
                + " bytes");
    assertThat(deliveries.pending()).isFalse();
  }

  @Test
  void failsWhenTheStreamTakesNoMessageOfThatSize() throws Exception {
    broker.createTopic("narrow", 1, Map.of("max.message.bytes", "1000"));
    Deliveries deliveries = new Deliveries(environment());
    StreamClient client = client("narrow", deliveries);
    client.send("x".repeat(2000));

    assertThatThrownBy(deliveries::flush)
        .isInstanceOf(DeliveryException.class)
        .hasMessageStartingWith(
            "1 of 1 events were not delivered to stream 'narrow': the event is larger than the"
                + " stream takes (maxMessage)");
    assertThat(deliveries.pending()).isFalse();
    client.send("small enough");
    deliveries.flush();
    assertThat(broker.read("narrow", 1)).extracting(ConsumerRecord::value).contains("small enough");
  }

  @Test
  void saysWhichSettingIsWrong() {
    Deliveries deliveries = new Deliveries(Map.of("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", "nonsense"));

    assertThatThrownBy(() -> client("plain", deliveries).send("{}"))
        .isInstanceOf(DeliveryException.class)
        .hasMessage("Cannot send events: Invalid url in bootstrap.servers: nonsense");
  }

  @Test
  void failsTheInvocationEvenWhenTheHandlerHidesTheFailure() throws Exception {
    broker.createTopic("hidden", 1, Map.of());
    Deliveries deliveries = new Deliveries(environment());
    StreamClient client = client("hidden", deliveries);
    client.send("{}");
    deliveries.begin(Duration.ZERO);
    assertThatThrownBy(() -> client.send("{}")).isInstanceOf(DeliveryException.class);
    deliveries.begin(Duration.ofSeconds(20));

    assertThatThrownBy(deliveries::flush)
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("the invocation's time is over");
  }

  @Test
  void failsWithinTheInvocationsTimeWhenTheTopicIsMissing() {
    Deliveries deliveries = new Deliveries(environment());
    deliveries.begin(Duration.ofMillis(600));
    client("absent", deliveries).send("{}");

    assertThatThrownBy(deliveries::flush)
        .isInstanceOf(DeliveryException.class)
        .hasMessage(
            "1 of 1 events were not delivered: the invocation's time is over and the broker has"
                + " not answered");
  }

  @Test
  void failsWithinTheInvocationsTimeWhenTheBrokerIsSilent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = environment();
      environment.put("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + silent.getLocalPort());
      Deliveries deliveries = new Deliveries(environment);
      deliveries.begin(Duration.ofMillis(400));
      StreamClient client = client("plain", deliveries);

      // The queue to the producer is full long before the last one.
      assertThatThrownBy(() -> IntStream.range(0, 200).forEach(i -> client.send("{}")))
          .isInstanceOf(DeliveryException.class)
          .hasMessageContaining("the invocation's time is over");
      assertThatThrownBy(deliveries::flush).isInstanceOf(DeliveryException.class);
    }
  }

  private static StreamClient client(String stream, Deliveries deliveries) {
    return StreamClient.named(
        stream,
        Map.of("TIDEMILL_STREAM_" + StreamAddress.environmentName(stream), "kafka:" + stream),
        deliveries);
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", broker.servers());
    return environment;
  }
}
