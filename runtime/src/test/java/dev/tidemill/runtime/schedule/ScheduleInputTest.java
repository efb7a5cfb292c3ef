package dev.tidemill.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Names;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleInputTest {

  private static final Fire FIRE =
      new Fire("nightly", Instant.parse("2026-11-13T02:15:00Z"), "e1", 2);

  @Test
  void theDefaultTellsTimeExecutionAttemptAndSchedule() {
    assertThat(input(new TestSchedule("nightly", "rate(1 day)")))
        .isEqualTo(
            "{\"scheduledTime\":\"2026-11-13T02:15:00Z\",\"executionId\":\"e1\","
                + "\"attempt\":\"2\",\"scheduleId\":\"nightly\"}");
  }

  @Test
  void fillsInContextAttributesAsPlainText() {
    String input =
        "{\"at\":\"<aws.scheduler.scheduled-time>\",\"x\":\"<aws.scheduler.schedule-arn>\","
            + "\"n\":<aws.scheduler.attempt-number>,\"u\":\"<aws.other>\"}";

    assertThat(input(new TestSchedule("nightly", "rate(1 day)").input(input)))
        .isEqualTo(
            "{\"at\":\"2026-11-13T02:15:00Z\",\"x\":\"arn:aws:scheduler:us-east-1:000000000000:"
                + "schedule/shop-local/shop-local-nightly\",\"n\":2,\"u\":\"<aws.other>\"}");
  }

  private static String input(TestSchedule schedule) {
    return ScheduleInput.of(schedule.build(), new Names("shop", "local"), FIRE);
  }
}
