package dev.tidemill.examples.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReminderTest {
  private static final Instant NOW = Instant.parse("2026-11-13T02:15:00Z");
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  @ParameterizedTest
  @CsvSource({
    "2026-11-10T02:14:59Z,      3",
    "2026-11-10T03:14:59+01:00, 3",
    "2026-11-10T11:14:59+09:00, 3",
    "2026-11-09T18:14:59-08:00, 3",
    "2026-11-09T02:15:01Z,      3",
    "2026-11-09T02:15:00Z,      4",
    "2026-10-25T01:15:00+02:00, 19",
    "2026-10-24T04:15:00+02:00, 20",
    "2024-02-29T12:00+00:00,    987"
  })
  void remindsOfWhatWaitsForMoreThanThreeDays(String submittedAt, long waitingDays) {
    assertThat(reminder("pending", submittedAt)).contains(new Reminder("a-1", "u-3", waitingDays));
  }

  @ParameterizedTest
  @CsvSource({
    "pending, 2026-11-10T02:15:00Z",
    "pending, 2026-11-10T03:15:00+01:00",
    "pending, 2026-11-10T11:15:00+09:00",
    "pending, 2026-11-10T02:15:01Z",
    "pending, 2026-11-13T03:15:00Z",
    "approved, 2026-11-01T00:00:00Z",
    "rejected, 2026-11-01T00:00:00Z",
    "Pending, 2026-11-01T00:00:00Z"
  })
  void remindsOfNothingElse(String status, String submittedAt) {
    assertThat(reminder(status, submittedAt)).isEmpty();
  }

  @Test
  void sendsWholeDaysAndTheAddress() {
    assertThat(new Reminder("a-1", "u-3", 4).toEvent(Optional.of("zoe@tidemill.example")))
        .containsExactly(
            Map.entry("approvalId", "a-1"),
            Map.entry("approverId", "u-3"),
            Map.entry("approverEmail", "zoe@tidemill.example"),
            Map.entry("waitingDays", 4L));
  }

  private static Optional<Reminder> reminder(String status, String submittedAt) {
    Map<String, AttributeValue> item =
        Map.of(
            "approvalId", AttributeValue.fromS("a-1"),
            "approverId", AttributeValue.fromS("u-3"),
            "status", AttributeValue.fromS(status),
            "submittedAt", AttributeValue.fromS(submittedAt));
    return Reminder.of(Approval.of(item).orElseThrow(), NOW, THREE_DAYS);
  }
}
