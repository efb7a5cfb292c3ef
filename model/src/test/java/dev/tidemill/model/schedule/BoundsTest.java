package dev.tidemill.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fire times between a start and an end. */
class BoundsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest(name = "{0} after {1}, from {2} to {3}: {4}")
  @CsvSource({
    // Without bounds: as ever.
    "rate(2 days),      2026-11-13T12:00:00Z, , , 2026-11-15T12:00:00Z",
    // A rate begins at its start and keeps its step from there.
    "rate(2 days),      2026-11-13T12:00:00Z, 2026-12-01T08:00:00Z, , 2026-12-01T08:00:00Z",
    "rate(2 days),      2026-12-01T08:00:00Z, 2026-12-01T08:00:00Z, , 2026-12-03T08:00:00Z",
    "rate(2 days),      2026-12-05T07:59:59Z, 2026-12-01T08:00:00Z, , 2026-12-05T08:00:00Z",
    "rate(2 days),      2026-12-05T08:00:00Z, 2026-12-01T08:00:00Z, , 2026-12-07T08:00:00Z",
    // Both bounds are included.
    "cron(0 9 * * ? *), 2026-11-13T12:00:00Z, 2026-12-01T08:00:00Z, , 2026-12-01T08:00:00Z",
    "cron(0 9 * * ? *), 2026-11-13T12:00:00Z, 2026-12-01T08:00:01Z, , 2026-12-02T08:00:00Z",
    "cron(0 9 * * ? *), 2026-11-13T12:00:00Z, , 2026-11-14T08:00:00Z, 2026-11-14T08:00:00Z",
    "cron(0 9 * * ? *), 2026-11-13T12:00:00Z, , 2026-11-14T07:59:59Z, ",
    "rate(1 day),       2026-11-13T12:00:00Z, , 2026-11-14T12:00:00Z, 2026-11-14T12:00:00Z",
    "rate(1 day),       2026-11-13T12:00:00Z, 2026-11-13T00:00:00Z, 2026-11-13T23:00:00Z, ",
    // at(…) heeds neither.
    "at(2026-11-20T09:00:00), 2026-11-13T12:00:00Z, 2026-12-01T00:00:00Z, 2026-12-02T00:00:00Z, 2026-11-20T08:00:00Z"
  })
  void fireBetweenThem(String text, Instant after, Instant start, Instant end, Instant next) {
    ScheduleExpression expression = ScheduleExpressions.parse(text).value().orElseThrow();

    assertThat(expression.next(after, BERLIN, Optional.ofNullable(start), Optional.ofNullable(end)))
        .isEqualTo(Optional.ofNullable(next));
  }
}
