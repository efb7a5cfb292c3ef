package dev.tidemill.cli.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.schedule.ScheduleExpression;
import dev.tidemill.model.schedule.ScheduleExpressions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FireTest {

  private static final Instant FRIDAY = Instant.parse("2026-11-13T09:00:00Z");

  @Test
  void listsAsTheManualDoes() {
    assertThat(listing("cron(15 3 * * ? *)", "Europe/Berlin", FRIDAY).lines(2))
        .containsExactly(
            "ApproveReminder  cron(15 3 * * ? *) Europe/Berlin → function ApproveReminder",
            "  Sat 2026-11-14 03:15 +01:00  2026-11-14T02:15:00Z",
            "  Sun 2026-11-15 03:15 +01:00  2026-11-15T02:15:00Z      and three more");
  }

  @Test
  void saysWhichTimeTheClocksSkip() {
    assertThat(
            listing("cron(30 2 * * ? *)", "Europe/Berlin", Instant.parse("2027-03-27T00:00:00Z"))
                .lines(5))
        .contains(
            "  Sat 2027-03-27 02:30 +01:00  2027-03-27T01:30:00Z",
            "  Mon 2027-03-29 02:30 +02:00  2027-03-29T00:30:00Z  28 Mar 02:30 is skipped");
  }

  @Test
  void saysNothingOfAChangeThatSkipsNothing() {
    assertThat(
            listing("cron(15 3 * * ? *)", "Europe/Berlin", Instant.parse("2027-03-27T12:00:00Z"))
                .lines(5))
        .contains("  Sun 2027-03-28 03:15 +02:00  2027-03-28T01:15:00Z");
  }

  @Test
  void saysWhichTimeComesTwice() {
    assertThat(
            listing("cron(30 2 * * ? *)", "Europe/Berlin", Instant.parse("2027-10-30T12:00:00Z"))
                .lines(5))
        .contains(
            "  Sun 2027-10-31 02:30 +02:00  2027-10-31T00:30:00Z  02:30 comes twice: the first");
  }

  @Test
  void saysHowAChangeMovesARate() {
    assertThat(
            listing("rate(1 day)", "Europe/Berlin", Instant.parse("2027-03-27T12:00:00Z")).lines(5))
        .contains("  Sun 2027-03-28 14:00 +02:00  2027-03-28T12:00:00Z  clocks changed +1h");
  }

  @Test
  void saysThatAnExpressionNeverFiresAgain() {
    assertThat(listing("cron(0 10 ? * 6L 2022-2023)", "UTC", FRIDAY).lines(5))
        .endsWith("  never fires again");
  }

  @Test
  void countsDownWhatIsLeft() {
    assertThat(listing("at(2026-11-20T13:00:00)", "UTC", FRIDAY).lines(2))
        .endsWith("  Fri 2026-11-20 13:00 +00:00  2026-11-20T13:00:00Z");
  }

  private static ScheduleListing listing(String text, String zoneName, Instant from) {
    ScheduleExpression expression = ScheduleExpressions.parse(text).value().orElseThrow();
    ZoneId zone = ZoneId.of(zoneName);
    List<Fire> fires = Fire.next(expression, zone, from, 5);
    return new ScheduleListing(
        "ApproveReminder", text, zoneName, "function ApproveReminder", fires);
  }
}
