package dev.tidemill.runtime.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleInputTest {

  private static final Instant DUE = Instant.parse("2026-11-13T02:15:00Z");

  @Test
  void theDefaultTellsTimeExecutionAttemptAndSchedule() {
    assertThat(input(Optional.empty()))
        .isEqualTo(
            "{\"scheduledTime\":\"2026-11-13T02:15:00Z\",\"executionId\":\"e1\","
                + "\"attempt\":\"1\",\"scheduleId\":\"nightly\"}");
  }

  @Test
  void fillsInContextAttributesAsPlainText() {
    String input =
        "{\"at\":\"<aws.scheduler.scheduled-time>\",\"x\":\"<aws.scheduler.schedule-arn>\","
            + "\"n\":<aws.scheduler.attempt-number>,\"u\":\"<aws.other>\"}";

    assertThat(input(Optional.of(input)))
        .isEqualTo(
            "{\"at\":\"2026-11-13T02:15:00Z\",\"x\":\"arn:aws:scheduler:us-east-1:000000000000:"
                + "schedule/shop-local/shop-local-nightly\",\"n\":1,\"u\":\"<aws.other>\"}");
  }

  @Test
  void readsThePeakOfResidentMemory() {
    assertThat(ResidentMemory.peakMegabytes(List.of("VmRSS:\t  9 kB", "VmHWM:\t  924672 kB")))
        .isEqualTo(903);
    assertThat(ResidentMemory.peakMegabytes(List.of("Name: java"))).isZero();
  }

  private static String input(Optional<String> input) {
    return new String(
        ScheduleInput.of(
            Pipelines.schedule("rate(1 day)", input), new Names("shop", "local"), DUE, "e1"),
        UTF_8);
  }
}
