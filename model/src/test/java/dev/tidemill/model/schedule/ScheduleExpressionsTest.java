package dev.tidemill.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.value.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionsTest {

  private static final Instant FRIDAY_MORNING = Instant.parse("2026-11-13T09:00:00Z");
  private static final ZoneId UTC = ZoneOffset.UTC;

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "valid.csv", delimiter = '|', useHeadersInDisplayName = true)
  void firesAtTheWorkedExamples(
      String expression, LocalDateTime first, LocalDateTime second, LocalDateTime third) {
    List<Instant> expected =
        Stream.of(
                Optional.ofNullable(first), Optional.ofNullable(second), Optional.ofNullable(third))
            .flatMap(Optional::stream)
            .map(time -> time.toInstant(ZoneOffset.UTC))
            .toList();

    assertThat(fires(expression, FRIDAY_MORNING, UTC, 3)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "invalid.csv", delimiter = '|', useHeadersInDisplayName = true)
  void refusesAndSaysWhatToWrite(String expression, String message, String hint) {
    Problem problem = ScheduleExpressions.parse(expression).problem().orElseThrow();

    assertThat(problem.code()).isEqualTo("bad-cron");
    assertThat(problem.message()).contains(message);
    assertThat(problem.hint()).isEqualTo(hint);
  }

  @ParameterizedTest(name = "{0} {1} after {2}")
  @CsvFileSource(resources = "dst.csv", delimiter = '|', useHeadersInDisplayName = true)
  void skipsTheGapAndTakesTheFirstOfTwo(
      String zone, String expression, Instant from, Instant first, Instant second) {
    assertThat(fires(expression, from, ZoneId.of(zone), 2)).containsExactly(first, second);
  }

  @Test
  void nightOfWorkingDaysIsTestedHourByHourAgainstItsOwnDay() {
    List<Instant> fires =
        fires("cron(0/30 20-2 ? * MON-FRI *)", Instant.parse("2026-11-13T23:00:00Z"), UTC, 15);

    assertThat(fires.get(0)).isEqualTo("2026-11-13T23:30:00Z");
    assertThat(fires.subList(1, 7))
        .startsWith(Instant.parse("2026-11-16T00:00:00Z"))
        .endsWith(Instant.parse("2026-11-16T02:30:00Z"));
    assertThat(fires.get(7)).isEqualTo("2026-11-16T20:00:00Z");
    assertThat(fires.get(14)).isEqualTo("2026-11-16T23:30:00Z");
  }

  @Test
  void boundedYearsFireUpToTheLastOfThem() {
    assertThat(fires("cron(0 10 ? * 6L 2022-2023)", Instant.EPOCH, UTC, 99))
        .hasSize(24)
        .startsWith(Instant.parse("2022-01-28T10:00:00Z"))
        .endsWith(Instant.parse("2023-12-29T10:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 10 ? * 6L 2022-2023)",
        "cron(0 0 31 2 ? *)",
        "cron(* * 30,31 2 ? *)",
        "cron(0 0 31W 2,4,6,9,11 ? *)",
        "at(2026-11-13T09:00:00)"
      })
  void whatNeverFiresAgainSaysSoAtOnce(String expression) {
    ScheduleExpression parsed = parse(expression);

    assertThat(parsed.next(FRIDAY_MORNING, ZoneId.of("Europe/Berlin"))).isEmpty();
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(parsed.next(FRIDAY_MORNING, ZoneId.of("Europe/Berlin"))).isEmpty();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "rate(1 day), P1D",
    "rate(1 days), P1D",
    "rate(5 hour), PT5H",
    "rate(15 minutes), PT15M",
    "rate(1  minute), PT1M"
  })
  void rateIsItsPeriodAfterTheInstantWhateverTheZone(String expression, Duration period) {
    Instant beforeTheChange = Instant.parse("2027-03-27T12:34:56Z");

    assertThat(parse(expression).next(beforeTheChange, ZoneId.of("Europe/Berlin")))
        .contains(beforeTheChange.plus(period));
  }

  @Test
  void atFiresOnceOnTheClockOfItsZone() {
    assertThat(fires("at(2026-11-20T13:00:00)", FRIDAY_MORNING, ZoneId.of("Asia/Tokyo"), 3))
        .containsExactly(Instant.parse("2026-11-20T04:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "cron(0 9 1W 8 ? 2026), 2026-08-03T09:00:00Z", // the 1st is a Saturday
    "cron(0 9 31W 1 ? 2027), 2027-01-29T09:00:00Z", // the 31st is a Sunday
    "cron(0 9 ? * L 2027), 2027-01-02T09:00:00Z",
    "cron(0 9 ? * FRI#2 2027), 2027-01-08T09:00:00Z",
    "cron(0 9 ? * FRIL 2027), 2027-01-29T09:00:00Z",
    "cron(0 9 ? NOV-FEB SUN-MON *), 2026-11-15T09:00:00Z"
  })
  void readsTheLettersOfDays(String expression, Instant first) {
    ZoneId zone = UTC;
    Instant from =
        expression.contains("2026)") ? Instant.parse("2026-01-01T00:00:00Z") : FRIDAY_MORNING;

    assertThat(parse(expression).next(from, zone)).contains(first);
  }

  @Test
  void pointsAtTheFieldThatIsWrong() {
    Problem problem = ScheduleExpressions.parse("cron(0 12 ? * 8 *)").problem().orElseThrow();

    assertThat(problem.offset()).isEqualTo(14);
    assertThat(problem.length()).isEqualTo(1);
  }

  @Test
  void refusesMoreThan256Characters() {
    String text = "cron(" + "0,".repeat(130) + "0 * * * ? *)";

    assertThat(ScheduleExpressions.parse(text).problem().orElseThrow().hint())
        .isEqualTo("EventBridge takes at most 256");
  }

  @ParameterizedTest
  @CsvSource({
    "Berlin, write Europe/Berlin",
    "europe/berlin, write Europe/Berlin",
    "Europe/Berln, write Europe/Berlin",
    "New York, write America/New_York",
    "CEST, write Europe/Berlin",
    "GMT+2, 'an offset has no summer: write a place, for example Europe/Berlin, or UTC'",
    "+02:00, 'an offset has no summer: write a place, for example Europe/Berlin, or UTC'",
    "Mars, 'write an IANA name, for example Europe/Berlin or UTC'"
  })
  void suggestsAZone(String text, String hint) {
    Problem problem = ScheduleExpressions.zone(text).problem().orElseThrow();

    assertThat(problem.code()).isEqualTo("bad-timezone");
    assertThat(problem.message()).isEqualTo("no time zone '" + text + "'");
    assertThat(problem.hint()).isEqualTo(hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "Asia/Kolkata", "America/Argentina/Ushuaia"})
  void takesNamesOfTheZoneDatabase(String text) {
    assertThat(ScheduleExpressions.zone(text).value()).contains(ZoneId.of(text));
  }

  private static ScheduleExpression parse(String expression) {
    return ScheduleExpressions.parse(expression).value().orElseThrow();
  }

  private static List<Instant> fires(String expression, Instant from, ZoneId zone, int count) {
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> next = parse(expression).next(from, zone);
    while (next.isPresent() && fires.size() < count) {
      fires.add(next.get());
      next = parse(expression).next(next.get(), zone);
    }
    return fires;
  }
}
