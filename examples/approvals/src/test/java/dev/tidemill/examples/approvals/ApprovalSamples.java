package dev.tidemill.examples.approvals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The approvals of the samples. Each is planned with its age, and with whether it is overdue; that
 * is written down here and not asked of the code under test.
 */
final class ApprovalSamples {
  /** 03:15 in Berlin on the night of the rehearsal. */
  static final Instant SCHEDULED = Instant.parse("2026-11-13T02:15:00Z");

  private static final long SEED = 41;
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("Asia/Tokyo"),
          ZoneId.of("America/Los_Angeles"),
          ZoneId.of("UTC"),
          ZoneId.of("Asia/Kolkata"));
  private static final int SOME_OVERDUE = 32;
  private static final int SOME_WAITING = 23;
  private static final int APPROVED = 34;
  private static final int REJECTED = 14;

  private final Random random = new Random(SEED);
  private final List<Planned> planned = new ArrayList<>();

  /** An approval before it has its number. */
  private record Planned(Duration age, ZoneId zone, String status, int waitingDays) {
    Instant submittedAt() {
      return SCHEDULED.minus(age);
    }
  }

  /** What the stores and the stream must hold. */
  record Samples(List<Map<String, Object>> approvals, List<Map<String, Object>> reminders) {}

  static Samples create() {
    ApprovalSamples samples = new ApprovalSamples();
    samples.boundary();
    samples.overdue();
    samples.others();
    return samples.numbered();
  }

  /** Three days are the limit: to the second, in each zone, and over the end of summer time. */
  private void boundary() {
    for (ZoneId zone : ZONES) {
      plan("P3D", zone, "pending", 0);
      plan("P3DT1S", zone, "pending", 3);
    }
    plan("P2DT23H59M59S", ZONES.get(0), "pending", 0);
    plan("P3DT23H59M59S", ZONES.get(0), "pending", 3);
    plan("P4D", ZONES.get(0), "pending", 4);
    plan("P19DT3H", ZONES.get(0), "pending", 19); // the day that had 25 hours in Berlin
    plan("P400D", ZONES.get(2), "pending", 400);
    plan("PT0S", ZONES.get(1), "pending", 0);
    plan("PT-90M", ZONES.get(0), "pending", 0); // asked for after the schedule was due
    plan("P3DT1S", ZONES.get(0), "approved", 0);
    plan("P3DT1S", ZONES.get(0), "rejected", 0);
  }

  private void overdue() {
    for (int i = 0; i < SOME_OVERDUE; i++) {
      int days = 3 + random.nextInt(i % 4 == 0 ? 40 : 6);
      plan(Duration.ofDays(days).plus(partOfADay()), zone(), "pending", days);
    }
  }

  private void others() {
    for (int i = 0; i < SOME_WAITING; i++) {
      plan(Duration.ofDays(random.nextInt(3)).plus(partOfADay()), zone(), "pending", 0);
    }
    for (int i = 0; i < APPROVED + REJECTED - 2; i++) {
      String status = i < APPROVED - 1 ? "approved" : "rejected";
      plan(Duration.ofDays(random.nextInt(60)).plus(partOfADay()), zone(), status, 0);
    }
  }

  private Duration partOfADay() {
    return Duration.ofSeconds(1 + random.nextInt(86_398));
  }

  private ZoneId zone() {
    return ZONES.get(random.nextInt(8) < 5 ? 0 : random.nextInt(ZONES.size()));
  }

  private void plan(String age, ZoneId zone, String status, int waitingDays) {
    plan(Duration.parse(age), zone, status, waitingDays);
  }

  private void plan(Duration age, ZoneId zone, String status, int waitingDays) {
    planned.add(new Planned(age, zone, status, waitingDays));
  }

  private Samples numbered() {
    planned.sort(Comparator.comparing(Planned::submittedAt));
    List<Map<String, Object>> approvals = new ArrayList<>();
    List<Map<String, Object>> reminders = new ArrayList<>();
    for (Planned one : planned) {
      String approvalId = "a-%04d".formatted(approvals.size() + 1);
      int user = 1 + random.nextInt(UserSamples.COUNT);
      approvals.add(approval(approvalId, user, one));
      if (one.waitingDays() > 0) {
        reminders.add(reminder(approvalId, UserSamples.approver(user), one.waitingDays()));
      }
    }
    return new Samples(approvals, reminders);
  }

  private Map<String, Object> approval(String approvalId, int user, Planned one) {
    OffsetDateTime submittedAt = one.submittedAt().atZone(one.zone()).toOffsetDateTime();
    Map<String, Object> approval = new LinkedHashMap<>();
    approval.put("approvalId", approvalId);
    approval.put("userId", UserSamples.userId(user));
    approval.put("approverId", UserSamples.userId(UserSamples.approver(user)));
    approval.put("status", one.status());
    approval.put("submittedAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(submittedAt));
    if (random.nextInt(3) > 0) {
      addTimeSheet(approval, submittedAt.toLocalDate());
    } else {
      addVacation(approval, submittedAt.toLocalDate());
    }
    return approval;
  }

  private void addTimeSheet(Map<String, Object> approval, LocalDate submittedOn) {
    LocalDate week = submittedOn.minusWeeks(1);
    approval.put("kind", "timeSheet");
    approval.put(
        "week",
        "%d-W%02d"
            .formatted(
                week.get(IsoFields.WEEK_BASED_YEAR), week.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    approval.put("hours", 20 + random.nextInt(100) / 4.0);
  }

  private void addVacation(Map<String, Object> approval, LocalDate submittedOn) {
    LocalDate first = submittedOn.plusDays(14 + random.nextInt(60));
    int days = 1 + random.nextInt(15);
    approval.put("kind", "vacationRequest");
    approval.put("firstDay", first.toString());
    approval.put("lastDay", first.plusDays(days - 1L).toString());
    if (random.nextInt(3) == 0) {
      approval.put("note", "Übergabe an die Vertretung ist besprochen ✓");
    }
  }

  private static Map<String, Object> reminder(String approvalId, int approver, int waitingDays) {
    Map<String, Object> reminder = new LinkedHashMap<>();
    reminder.put("approvalId", approvalId);
    reminder.put("approverId", UserSamples.userId(approver));
    reminder.put("approverEmail", UserSamples.good().get(approver - 1).get("email"));
    reminder.put("waitingDays", waitingDays);
    return reminder;
  }
}
