package dev.tidemill.runtime.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.model.Names;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.deadletter.DeadLetter;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.deadletter.Redriven;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.InvocationError;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.InvocationEntry;
import dev.tidemill.runtime.schedule.TargetException;
import dev.tidemill.runtime.state.SettableClock;
import dev.tidemill.runtime.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncInvocationsTest {

  private static final Names NAMES = new Names("shop", "local");
  private static final byte[] EVENT = "{\"n\":1}".getBytes(UTF_8);
  private static final Optional<InvocationError> FINE = Optional.empty();
  private static final Optional<InvocationError> FAILED =
      error(InvocationError.Kind.HANDLER, "com.shop.Broken");
  private static final Optional<InvocationError> THROTTLED =
      error(InvocationError.Kind.NOT_STARTED, "TooManyRequestsException");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2026-11-13T10:00:00Z");
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private volatile Optional<InvocationError> answer = FINE;
  private volatile RuntimeException broken;
  private volatile CountDownLatch busy = new CountDownLatch(0);
  private StateDatabase database;
  private History history;
  private DeadLetters deadLetters;
  private AsyncInvocations calls;

  @BeforeEach
  void start() {
    database = StateDatabase.open(new DataFolder(folder), Optional.empty(), NAMES);
    history = new History(database, clock);
    deadLetters = new DeadLetters(database, clock);
    calls = calls();
  }

  @AfterEach
  void stop() {
    calls.close();
    history.close();
    database.close();
  }

  @Test
  void callsOnceWhatSucceeds() {
    String request = calls.accept("Track", EVENT, "async");
    awaitDone();
    assertThat(requests).containsExactly(request);
    await().until(() -> history.invocations("Track", 5).size() == 1);
    assertThat(history.invocations("Track", 5).get(0))
        .extracting(InvocationEntry::origin, InvocationEntry::attempt, InvocationEntry::requestId)
        .containsExactly("async", 1, request);
  }

  @Test
  void anErrorIsTriedAgainAfterOneAndTwoMinutesAndIsThenADeadLetter() throws Exception {
    answer = FAILED;
    String request = calls.accept("Track", EVENT, "schedule nightly");
    awaitTries(1);
    awaitWaiting();
    clock.move(Duration.ofSeconds(59));
    clock.move(Duration.ofSeconds(1));
    awaitTries(2);
    awaitWaiting();
    clock.move(Duration.ofMinutes(2));
    awaitTries(3);
    awaitDone();
    assertThat(requests).containsOnly(request);
    assertThat(history.lost()).isZero();
    DeadLetter letter = deadLetters.list(DeadLetter.Kind.FUNCTION, "Track", 5).get(0);
    assertThat(letter.body()).isEqualTo("{\"n\":1}");
    assertThat(letter.attributes())
        .containsEntry("RequestID", request)
        .containsEntry("ErrorMessage", "com.shop.Broken: why");

    assertThat(redrive()).extracting(Redriven::outcome).containsOnly(Redriven.Outcome.FAILED);
    answer = FINE;
    assertThat(redrive()).extracting(Redriven::outcome).containsOnly(Redriven.Outcome.DONE);
    assertThat(deadLetters.count(DeadLetter.Kind.FUNCTION, "Track")).isZero();
  }

  @Test
  void throttlingCostsNoAttemptButEndsWithTheEventsAge() {
    answer = THROTTLED;
    calls.accept("Short", EVENT, "async");
    for (int seconds = 1; seconds <= 16; seconds *= 2) {
      awaitWaiting();
      clock.move(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(calls.waiting()).isEqualTo(1);
      int made = requests.size();
      clock.move(Duration.ofMillis(1));
      awaitTries(made + 1);
    }
    awaitDone();
    // At 0, 1, 3, 7, 15 and 31 s; the next would come after the minute.
    assertThat(requests).hasSize(6);
    assertThat(deadLetters.count(DeadLetter.Kind.FUNCTION, "Short")).isEqualTo(1);
  }

  @Test
  void aFailureGoesToTheStreamAsLambdaWouldSendIt() throws Exception {
    answer = FAILED;
    broken = new TargetException("broker", "away", true);
    String request = calls.accept("Sends", EVENT, "async");
    awaitTries(1);
    awaitWaiting();
    broken = null;
    clock.move(Duration.ofSeconds(1));
    awaitDone();
    assertThat(requests).hasSize(1);
    JsonNode record = new ObjectMapper().readTree(messages.get(0));
    assertThat(record.at("/requestContext/requestId").asText()).isEqualTo(request);
    assertThat(record.at("/requestContext/functionArn").asText())
        .endsWith(":function:shop-local-Sends:$LATEST");
    assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(1);
    assertThat(record.at("/requestPayload/n").asInt()).isEqualTo(1);
    assertThat(record.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    assertThat(record.at("/responsePayload/errorType").asText()).isEqualTo("com.shop.Broken");
  }

  @Test
  void refusesWhatIsTooLargeOrUnknown() {
    assertThatThrownBy(() -> calls.accept("Track", new byte[(1 << 20) + 1], "async"))
        .isInstanceOfSatisfying(
            InvocationRefused.class,
            refused -> assertThat(refused.code()).isEqualTo("RequestTooLargeException"));
    assertThatThrownBy(() -> calls.accept("Trakc", EVENT, "async"))
        .isInstanceOfSatisfying(
            InvocationRefused.class,
            refused -> assertThat(refused.code()).isEqualTo("ResourceNotFoundException"));
    calls.accept("Track", new byte[1 << 20], "async");
    awaitDone();
    assertThat(requests).hasSize(1);
  }

  @Test
  void whatWasUnderWayAtTheEndRunsAgain() {
    busy = new CountDownLatch(1);
    String request = calls.accept("Track", EVENT, "async");
    awaitTries(1);
    calls.close(Duration.ofMillis(10));
    AsyncInvocations next = calls();
    awaitTries(2);
    busy.countDown();
    await().until(() -> next.pending() == 0);
    assertThat(requests).containsExactly(request, request);
    calls = next;
  }

  @Test
  void oneRequestIdIsTakenOnceWhileItWaits() {
    calls.pause();
    calls.accept("Track", EVENT, "schedule a", "e1");
    calls.accept("Track", EVENT, "schedule a", "e1");
    assertThat(calls.pending()).isEqualTo(1);
    calls.resume();
    awaitDone();
    assertThat(requests).containsExactly("e1");
  }

  private AsyncInvocations calls() {
    AsyncInvocations made =
        new AsyncInvocations(
            database, NAMES, history, deadLetters, this::invoke, this::send, clock);
    made.apply(
        List.of(
            TestFunction.of("Track", 2, Duration.ofHours(6), Optional.empty()),
            TestFunction.of("Short", 2, Duration.ofMinutes(1), Optional.empty()),
            TestFunction.of("Sends", 0, Duration.ofHours(6), Optional.of("failures"))));
    return made;
  }

  private Invocation invoke(String function, byte[] event, String request)
      throws InterruptedException {
    requests.add(request);
    busy.await();
    Optional<byte[]> result = answer.isPresent() ? Optional.empty() : Optional.of(event);
    return new Invocation(
        request,
        result,
        answer,
        Duration.ofMillis(3),
        Optional.empty(),
        Optional.empty(),
        new Invocation.Output(folder.resolve("log"), 0, 0));
  }

  private void send(String stream, byte[] message) {
    if (broken != null) {
      throw broken;
    }
    assertThat(stream).isEqualTo("failures");
    messages.add(new String(message, UTF_8));
  }

  private List<Redriven> redrive() throws InterruptedException {
    return deadLetters.redrive(DeadLetter.Kind.FUNCTION, "Track", Optional.empty(), calls::redrive);
  }

  private void awaitTries(int count) {
    await().until(() -> requests.size() == count);
  }

  /** Until the row of the call is planned for later. */
  private void awaitWaiting() {
    await().until(() -> calls.waiting() == 1);
  }

  private void awaitDone() {
    await().until(() -> calls.pending() == 0);
  }

  private static Optional<InvocationError> error(InvocationError.Kind kind, String type) {
    return Optional.of(new InvocationError(type, "why", List.of(), kind));
  }
}
