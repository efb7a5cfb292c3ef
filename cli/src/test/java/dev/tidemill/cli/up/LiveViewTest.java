package dev.tidemill.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Width;
import dev.tidemill.runtime.api.DeadLetterKind;
import dev.tidemill.runtime.api.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveViewTest {

  private static final Status STATUS = RecordedUp.status(List.of(), List.of());

  @Test
  void isThatOfTheManualOn80Columns() {
    assertThat(view(80, STATUS))
        .isEqualTo(
            """
            function          runs  failed     p95     job             last batch  lag
            PutUser          1,204      12  6.2 ms     executions      10:04:00    3, 9 s
            ApproveReminder      1       0   48 ms     function-stats  10:04:00    3, 9 s
                                                       reminders       10:04:00    0
            next     ApproveReminder 2026-11-14 03:15 Europe/Berlin, in 16h 11m
            """);
  }

  @Test
  void tellsRowsASecondWhereThereIsRoom() {
    assertThat(view(160, STATUS))
        .isEqualTo(
            """
            function          runs  failed     p95     job             last batch  rows/s  lag
            PutUser          1,204      12  6.2 ms     executions      10:04:00      20.1  3, 9 s
            ApproveReminder      1       0   48 ms     function-stats  10:04:00      20.1  3, 9 s
                                                       reminders       10:04:00      20.1  0
            next     ApproveReminder 2026-11-14 03:15 Europe/Berlin, in 16h 11m
            """);
  }

  @Test
  void putsJobsBelowFunctionsWhereTheyDoNotFitBeside() {
    assertThat(view(60, STATUS))
        .isEqualTo(
            """
            function          runs  failed     p95
            PutUser          1,204      12  6.2 ms
            ApproveReminder      1       0   48 ms
            job             last batch  rows/s  lag
            executions      10:04:00      20.1  3, 9 s
            function-stats  10:04:00      20.1  3, 9 s
            reminders       10:04:00      20.1  0
            next     ApproveReminder 2026-11-14 03:15 Europe/Berlin, i…
            """);
  }

  @Test
  void tellsWhatIsNotUpAndWhatIsDead() {
    Status.Part away =
        new Status.Part(
            "Spark",
            Status.PartState.AWAY,
            "",
            OptionalLong.empty(),
            Path.of("x"),
            "no space left\non device");
    Status status =
        RecordedUp.status(
            List.of(away),
            List.of(
                new Status.DeadLetters(DeadLetterKind.STREAM, "function-log", 2),
                new Status.DeadLetters(DeadLetterKind.SCHEDULE, "ApproveReminder", 1)));
    assertThat(view(80, status))
        .endsWith(
            """
            dead     stream function-log 2, schedule ApproveReminder 1
            Spark    away: no space left\\non device
            """);
  }

  @Test
  void tellsTheStateOfAJobThatDoesNotRun() {
    Status.Job failed =
        new Status.Job(
            "nightly",
            "FAILED",
            Optional.empty(),
            Optional.of(RecordedUp.NOW),
            0,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.of("[rolled-back] x"),
            Path.of("x"));
    Status status =
        new Status(
            "p",
            "local",
            Path.of("x"),
            STATUS.address(),
            1,
            STATUS.since(),
            List.of(),
            List.of(),
            List.of(failed),
            List.of(),
            List.of(),
            List.of());
    assertThat(view(80, status))
        .isEqualTo(
            """
            job      last batch  rows/s  lag
            nightly  failed         0.0  –
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 79, 80, 100, 160})
  void neverLeavesTheTerminal(int columns) {
    assertThat(view(columns, STATUS).lines()).allMatch(line -> Width.of(line) < columns);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "59,59s",
    "60,1m",
    "3599,59m",
    "3600,1h 0m",
    "172799,47h 59m",
    "183600,2d 3h"
  })
  void tellsSpansShortly(long seconds, String shown) {
    assertThat(LiveView.span(Duration.ofSeconds(seconds))).isEqualTo(shown);
  }

  private static String view(int columns, Status status) {
    LiveView view = new LiveView(Style.PLAIN, columns - 1, ZoneOffset.UTC);
    return String.join("\n", view.lines(status, RecordedUp.NOW)) + "\n";
  }
}
