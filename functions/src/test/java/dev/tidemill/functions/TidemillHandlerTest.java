package dev.tidemill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemill.functions.author.Reminding;
import dev.tidemill.functions.handler.HandlerException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real broker. */
class TidemillHandlerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-13T03:00:00.123456Z"), ZoneOffset.UTC);

  private static TestBroker broker;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void start() throws IOException {
    broker = TestBroker.shared();
  }

  @AfterEach
  void forget() {
    Reminding.STREAM.remove();
  }

  @Test
  void writesARecordOfEveryInvocation() throws Exception {
    TidemillHandler handler = handler("log-1", "reminders-1");

    assertThat(call(handler, "request-1", "{\"to\":\"ana\"}")).isEqualTo("\"done\"");
    assertThat(call(handler, "request-2", "{}")).isEqualTo("\"done\"");

    assertThat(values("reminders-1", 1)).containsExactly("{\"to\":\"ana\"}");
    assertThat(values("log-1", 2))
        .containsExactly(
            """
            {"functionName":"Remind","requestId":"request-1","executionTime":N,\
            "startedAt":"2026-11-13T03:00:01.123Z","status":"OK","coldStart":true,\
            "user":{"userId":"ana"}}""",
            """
            {"functionName":"Remind","requestId":"request-2","executionTime":N,\
            "startedAt":"2026-11-13T03:00:01.123Z","status":"OK","coldStart":false,\
            "user":{"userId":"nobody"}}""");
    assertThat(ExecutionRecord.current().additions()).isEmpty();
  }

  @Test
  void recordsAFailureAndPassesItOn() throws Exception {
    TidemillHandler handler = handler("log-2", "reminders-2");

    assertThatThrownBy(() -> call(handler, "request-1", "{\"to\":\"bo\",\"fail\":\"email 'a@'\"}"))
        .isInstanceOf(Reminding.InvalidUser.class)
        .hasMessage("email 'a@'");

    assertThat(values("reminders-2", 1)).containsExactly("{\"to\":\"bo\"}");
    assertThat(values("log-2", 1).get(0))
        .contains(
            "\"status\":\"ERROR\"",
            "\"errorType\":\"" + Reminding.InvalidUser.class.getName() + "\"",
            "\"user\":{\"userId\":\"bo\"}");
  }

  @Test
  void failsTheInvocationWhenAnEventIsNotDelivered() throws Exception {
    TidemillHandler handler = handler("log-3", null);

    Throwable thrown = catchThrowable(() -> call(handler, "request-1", "{\"to\":\"ana\"}", 1500));

    assertThat(thrown)
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("1 of 1 events were not delivered");
    assertThat(call(handler, "request-2", "{}")).isEqualTo("\"done\"");
    assertThat(values("log-3", 1)).hasSize(1).first().asString().contains("request-2");
  }

  @Test
  void failsTheInvocationWhenItsRecordIsNotDelivered() throws Exception {
    broker.createTopic("log-4", 1, Map.of("max.message.bytes", "20"));
    TidemillHandler handler = handler("log-4", null);

    assertThatThrownBy(() -> call(handler, "request-1", "{}"))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("stream 'log-4'");
  }

  @Test
  void keepsTheHandlersErrorWhereTheRecordIsNotDeliveredEither() throws Exception {
    broker.createTopic("log-5", 1, Map.of("max.message.bytes", "20"));
    TidemillHandler handler = handler("log-5", null);

    assertThatThrownBy(() -> call(handler, "request-1", "{\"fail\":\"x\"}"))
        .isInstanceOf(Reminding.InvalidUser.class)
        .satisfies(
            e -> assertThat(e.getSuppressed()).hasAtLeastOneElementOfType(DeliveryException.class));
  }

  @Test
  void failsTheInvocationWhenItsRecordCannotBeWritten() throws Exception {
    TidemillHandler handler = handler("log-6", "reminders-6");

    assertThatThrownBy(() -> call(handler, "request-1", "{\"to\":\"a\",\"loop\":\"\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds itself");
    assertThatThrownBy(
            () -> call(handler, "request-2", "{\"to\":\"b\",\"loop\":\"\",\"fail\":\"x\"}"))
        .isInstanceOf(Reminding.InvalidUser.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(values("reminders-6", 2)).containsExactly("{\"to\":\"a\"}", "{\"to\":\"b\"}");
  }

  @Test
  void writesNoRecordWithoutALog() throws Exception {
    TidemillHandler handler = handler(null, null);

    assertThat(call(handler, "request-1", "{}")).isEqualTo("\"done\"");
  }

  @Test
  void asksForTheHandlerInItsConstructor() {
    Deliveries deliveries = new Deliveries(environment);

    assertThatThrownBy(() -> new TidemillHandler(environment, deliveries, CLOCK))
        .hasMessageContaining("TIDEMILL_HANDLER is not set");
    environment.put("TIDEMILL_HANDLER", "no.such.Handler");
    assertThatThrownBy(() -> new TidemillHandler(environment, deliveries, CLOCK))
        .isInstanceOf(HandlerException.class)
        .hasMessage("Class not found: no.such.Handler");
    environment.put("TIDEMILL_EXECUTION_LOG", "log");
    assertThatThrownBy(() -> new TidemillHandler(environment, deliveries, CLOCK))
        .hasMessageContaining("Unknown stream 'log'");
  }

  /** Topics are made where they are named, and not there yet. */
  private TidemillHandler handler(String log, String reminders) throws Exception {
    environment.put("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", broker.servers());
    environment.put("TIDEMILL_HANDLER", Reminding.class.getName());
    environment.put("TIDEMILL_FUNCTION", "Remind");
    environment.put("TIDEMILL_CLOCK_OFFSET", "+1000");
    environment.put("TIDEMILL_STREAM_REMINDERS", "kafka:" + reminders);
    if (reminders != null) {
      broker.createTopic(reminders, 1, Map.of());
    }
    if (log != null) {
      environment.put("TIDEMILL_EXECUTION_LOG", log);
      environment.put("TIDEMILL_STREAM_" + StreamAddress.environmentName(log), "kafka:" + log);
      if (!List.of("log-4", "log-5").contains(log)) {
        broker.createTopic(log, 1, Map.of());
      }
    }
    Deliveries deliveries = new Deliveries(environment);
    Reminding.STREAM.set(StreamClient.named("reminders", environment, deliveries));
    return new TidemillHandler(environment, deliveries, CLOCK);
  }

  private static String call(TidemillHandler handler, String request, String event)
      throws IOException {
    return call(handler, request, event, (int) Duration.ofSeconds(20).toMillis());
  }

  private static String call(TidemillHandler handler, String request, String event, int millis)
      throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        output,
        new TestContext(request, millis));
    return output.toString(StandardCharsets.UTF_8);
  }

  private static List<String> values(String topic, int expected) {
    return broker.read(topic, expected).stream()
        .map(ConsumerRecord::value)
        .map(value -> value.replaceFirst("\"executionTime\":\\d+", "\"executionTime\":N"))
        .toList();
  }
}
