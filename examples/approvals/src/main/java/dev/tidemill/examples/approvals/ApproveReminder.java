package dev.tidemill.examples.approvals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tidemill.functions.StreamClient;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reminds approvers of what waits for them. The schedule calls it; it learns the time from its
 * event, never from the clock, so that a call that comes late or again finds the same approvals.
 */
public final class ApproveReminder
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final DynamoDbClient dynamo;
  private final Settings settings;
  private final BiConsumer<String, Object> reminders;
  private final Addresses addresses;

  /**
   * What the environment says.
   *
   * @param users the table of the store {@code users}
   * @param approvals the table of the store {@code approvals}
   * @param patience how long an approval may be pending without a reminder
   */
  record Settings(String users, String approvals, Duration patience) {
    static Settings fromEnvironment() {
      return new Settings(
          Dynamo.environment("TIDEMILL_STORE_USERS"),
          Dynamo.environment("TIDEMILL_STORE_APPROVALS"),
          days(Dynamo.environment("REMINDER_AFTER_DAYS")));
    }

    static Duration days(String text) {
      try {
        return Duration.ofDays(Integer.parseUnsignedInt(text));
      } catch (NumberFormatException e) {
        throw new IllegalStateException(
            "REMINDER_AFTER_DAYS '" + text + "' is not a number of days: write 3", e);
      }
    }
  }

  public ApproveReminder() {
    this(Dynamo.client(), Settings.fromEnvironment(), StreamClient.named("reminders")::send);
  }

  ApproveReminder(DynamoDbClient dynamo, Settings settings, BiConsumer<String, Object> reminders) {
    this.dynamo = dynamo;
    this.settings = settings;
    this.reminders = reminders;
    addresses = new Addresses(dynamo, settings.users());
  }

  /**
   * @param event what a schedule sends; {@code scheduledTime} is the time that counts
   * @return how many reminders were sent, and how many items could not be read
   */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Instant now = scheduledTime(event);
    List<Reminder> due = new ArrayList<>();
    int unreadable = 0;
    for (Map<String, AttributeValue> item : pendingItems()) {
      Optional<Approval> approval = Approval.of(item);
      if (approval.isEmpty()) {
        unreadable++;
        context.getLogger().log("cannot read approval " + item.get("approvalId") + ": no reminder");
      }
      approval.flatMap(a -> Reminder.of(a, now, settings.patience())).ifPresent(due::add);
    }
    send(due);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("scheduledTime", now.toString());
    answer.put("reminders", due.size());
    answer.put("unreadable", unreadable);
    return answer;
  }

  /**
   * All pages of a scan: right for some thousand approvals. With many more, give the store an index
   * on {@code status} and query that.
   */
  private Iterable<Map<String, AttributeValue>> pendingItems() {
    return dynamo
        .scanPaginator(
            scan ->
                scan.tableName(settings.approvals())
                    .filterExpression("#status = :pending")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(
                        Map.of(":pending", AttributeValue.fromS(Approval.PENDING))))
        .items();
  }

  private void send(List<Reminder> due) {
    Map<String, String> emails =
        addresses.of(due.stream().map(Reminder::approverId).collect(Collectors.toSet()));
    for (Reminder reminder : due) {
      Optional<String> email = Optional.ofNullable(emails.get(reminder.approverId()));
      reminders.accept(reminder.approvalId(), reminder.toEvent(email));
    }
  }

  private static Instant scheduledTime(Map<String, Object> event) {
    Object time = event == null ? null : event.get("scheduledTime");
    if (time == null) {
      throw new IllegalArgumentException("the event has no scheduledTime: a schedule sends it");
    }
    try {
      return OffsetDateTime.parse(time.toString()).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "scheduledTime '" + time + "' is not a time: write it like 2026-11-13T02:15:00Z", e);
    }
  }
}
