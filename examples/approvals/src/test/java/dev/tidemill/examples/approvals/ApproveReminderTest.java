package dev.tidemill.examples.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.tidemill.examples.approvals.ApproveReminder.Settings;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ApproveReminderTest {
  private final StoreDouble store = new StoreDouble();
  private final List<String> logged = new ArrayList<>();
  private final Map<String, Map<String, Object>> sent = new LinkedHashMap<>();
  private final ApproveReminder approveReminder =
      new ApproveReminder(
          store,
          new Settings("users", "approvals", Duration.ofDays(3)),
          (key, event) -> sent.put(key, asMap(event)));

  @BeforeEach
  void fillTheStores() {
    PutUser putUser = new PutUser(store, "users");
    SampleFiles.read(SampleFiles.USERS).forEach(event -> putUser.handleRequest(event, null));
    SampleFiles.read(SampleFiles.APPROVALS)
        .forEach(approval -> store.approvals.add(item(approval)));
  }

  @Test
  void remindsOfTheOverdueApprovalsOfTheSamplesAndOfNoOther() {
    Map<String, Object> answer = call("2026-11-13T02:15:00Z");

    assertThat(sentInOrder()).isEqualTo(asText(SampleFiles.read(SampleFiles.EXPECTED_REMINDERS)));
    assertThat(answer)
        .containsExactly(
            Map.entry("scheduledTime", "2026-11-13T02:15:00Z"),
            Map.entry("reminders", 41),
            Map.entry("unreadable", 0));
  }

  @Test
  void remindsOfTheSameWhenCalledAgainForTheSameTime() {
    call("2026-11-13T02:15:00Z");
    String first = sentInOrder();
    sent.clear();
    call("2026-11-13T03:15:00+01:00");

    assertThat(sentInOrder()).isEqualTo(first);
  }

  @Test
  void goesOnAfterAnItemThatItCannotRead() {
    store.approvals.add(
        0,
        item(
            Map.of(
                "approvalId",
                "a-9",
                "approverId",
                "u-3",
                "status",
                "pending",
                "submittedAt",
                "?")));

    assertThat(call("2026-11-13T02:15:00Z")).containsEntry("unreadable", 1);
    assertThat(sent).hasSize(41);
    assertThat(logged).singleElement().asString().contains("a-9");
  }

  @Test
  void remindsAnApproverWithoutAnAddressToo() {
    store.users.clear();
    call("2026-11-13T02:15:00Z");

    assertThat(sent).hasSize(41);
    assertThat(sent.values()).noneMatch(event -> event.containsKey("approverEmail"));
  }

  @Test
  void asksForMoreAddressesThanOneCallTakes() {
    store.approvals.clear();
    for (int number = 1; number <= 250; number++) {
      store.approvals.add(
          item(
              Map.of(
                  "approvalId",
                  "a-" + number,
                  "approverId",
                  UserSamples.userId(number),
                  "status",
                  "pending",
                  "submittedAt",
                  "2026-11-01T00:00:00Z")));
    }
    call("2026-11-13T02:15:00Z");

    assertThat(sent).hasSize(250);
    assertThat(sent.values()).allMatch(event -> event.containsKey("approverEmail"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-11-13", "<aws.scheduler.scheduled-time>"})
  void refusesATimeThatIsNone(String time) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> call(time))
        .withMessageContaining("scheduledTime '" + time + "' is not a time");
  }

  @Test
  void refusesAnEventWithoutATime() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> approveReminder.handleRequest(Map.of(), context()))
        .withMessageContaining("no scheduledTime");
  }

  @ParameterizedTest
  @ValueSource(strings = {"three", "-1", "3.5", ""})
  void refusesDaysThatAreNoNumber(String days) {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Settings.days(days))
        .withMessageContaining("REMINDER_AFTER_DAYS '" + days + "'");
  }

  private Map<String, Object> call(String scheduledTime) {
    return approveReminder.handleRequest(Map.of("scheduledTime", scheduledTime), context());
  }

  private String sentInOrder() {
    return asText(
        sent.values().stream()
            .sorted(Comparator.comparing(event -> event.get("approvalId").toString()))
            .toList());
  }

  private static String asText(List<Map<String, Object>> events) {
    return events.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  private static Map<String, Object> asMap(Object event) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) event).forEach((name, value) -> map.put((String) name, value));
    return map;
  }

  private static Map<String, AttributeValue> item(Map<String, Object> approval) {
    return approval.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue() instanceof Number number
                        ? AttributeValue.fromN(number.toString())
                        : AttributeValue.fromS(entry.getValue().toString())));
  }

  /** A context that only logs. */
  private Context context() {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            logged.add(message);
          }

          @Override
          public void log(byte[] message) {
            log(new String(message, StandardCharsets.UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getLogger")) {
                return logger;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
