package dev.tidemill.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SchedulePropertiesTest {

  @Property(tries = 500)
  void nextIsStrictlyAfterOnTheMinuteAndInItsFields(
      @ForAll("crons") String text,
      @ForAll("instants") Instant from,
      @ForAll("zones") ZoneId zone) {
    CronExpression cron = (CronExpression) parse(text);
    Optional<Instant> next = cron.next(from, zone);
    if (next.isEmpty()) {
      return;
    }
    LocalDateTime local = LocalDateTime.ofInstant(next.get(), zone);

    assertThat(next.get()).isAfter(from);
    assertThat(local.getSecond()).isZero();
    assertThat(local.getNano()).isZero();
    assertThat(cron.minutes().get(local.getMinute())).isTrue();
    assertThat(cron.hours().get(local.getHour())).isTrue();
    assertThat(cron.months().get(local.getMonthValue())).isTrue();
    assertThat(cron.years().get(local.getYear())).isTrue();
    assertThat(cron.days().days(java.time.YearMonth.from(local)).boxed().toList())
        .contains(local.getDayOfMonth());
  }

  @Property(tries = 300)
  void nextIsMonotoneAndMissesNothing(
      @ForAll("crons") String text,
      @ForAll("instants") Instant from,
      @ForAll("seconds") long later,
      @ForAll("zones") ZoneId zone) {
    ScheduleExpression cron = parse(text);
    Instant then = from.plusSeconds(later);
    Optional<Instant> first = cron.next(from, zone);
    Optional<Instant> second = cron.next(then, zone);

    if (first.isPresent() && first.get().isAfter(then)) {
      assertThat(second).isEqualTo(first);
    } else if (first.isPresent() && second.isPresent()) {
      assertThat(second.get()).isAfter(first.get());
    } else if (first.isEmpty()) {
      assertThat(second).isEmpty();
    }
  }

  @Property(tries = 200)
  void dailyTimesComeOnceADayUnlessTheClocksSkipThem(
      @ForAll("minuteOfDay") int minute,
      @ForAll("instants") Instant from,
      @ForAll("zones") ZoneId zone) {
    ScheduleExpression cron = parse("cron(" + minute % 60 + " " + minute / 60 + " * * ? *)");
    Instant first = cron.next(from, zone).orElseThrow();
    Instant second = cron.next(first, zone).orElseThrow();

    LocalDateTime expected = LocalDateTime.ofInstant(first, zone).plusDays(1);
    while (zone.getRules().getValidOffsets(expected).isEmpty()) {
      expected = expected.plusDays(1);
    }
    assertThat(LocalDateTime.ofInstant(second, zone)).isEqualTo(expected);
  }

  @Property
  void noTextMakesTheParserThrow(@ForAll String text) {
    assertAnswers(text);
  }

  @Property
  void noNearlyRightTextMakesTheParserThrow(@ForAll("nearly") String text) {
    assertAnswers(text);
  }

  private static void assertAnswers(String text) {
    assertThat(ScheduleExpressions.zone(text)).isNotNull();
    ScheduleExpressions.parse(text)
        .value()
        .ifPresent(
            expression -> {
              assertThat(expression.text()).isEqualTo(text);
              assertThat(expression.next(Instant.MIN, ZoneId.of("Europe/Berlin"))).isNotNull();
              assertThat(expression.next(Instant.MAX, ZoneId.of("Europe/Berlin"))).isEmpty();
            });
  }

  private static ScheduleExpression parse(String text) {
    return ScheduleExpressions.parse(text).value().orElseThrow();
  }

  @Provide
  Arbitrary<String> crons() {
    Arbitrary<String> minutes = Arbitraries.of("0", "*", "0/15", "30", "5,35", "1-31/30", "59");
    Arbitrary<String> hours = Arbitraries.of("*", "0", "2", "3", "20-2", "8-17", "0/6", "22-2/2");
    Arbitrary<String> days =
        Arbitraries.of(
            "* % ?",
            "L % ?",
            "15W % ?",
            "31 % ?",
            "1,15 % ?",
            "29 % ?",
            "? % MON-FRI",
            "? % 1",
            "? % 6L",
            "? % 3#2",
            "? % 6#5",
            "? % L",
            "1W % ?",
            "1-31/7 % ?");
    Arbitrary<String> months = Arbitraries.of("*", "2", "1/3", "MAR,OCT", "NOV-FEB");
    Arbitrary<String> years = Arbitraries.of("*", "2026-2028", "2030", "2000/5", "1999");
    return Combinators.combine(minutes, hours, days, months, years)
        .as(
            (m, h, d, month, y) ->
                "cron(" + m + " " + h + " " + d.replace("%", month) + " " + y + ")");
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("2040-01-01T00:00:00Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<Long> seconds() {
    return Arbitraries.longs().between(0, 40L * 86_400);
  }

  @Provide
  Arbitrary<Integer> minuteOfDay() {
    return Arbitraries.integers().between(0, 24 * 60 - 1);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC",
            "Europe/Berlin",
            "America/Los_Angeles",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia",
            "America/Sao_Paulo",
            "Africa/Casablanca",
            "America/St_Johns")
        .map(ZoneId::of);
  }

  @Provide
  Arbitrary<String> nearly() {
    Arbitrary<String> word =
        Arbitraries.strings().withChars("0123456789*?,-/LW#MONFRI ").ofMaxLength(30);
    Arbitrary<String> wrapper = Arbitraries.of("cron(%)", "rate(%)", "at(%)", "%", "cron(%", "@%");
    return Combinators.combine(wrapper, word).as((w, inner) -> w.replace("%", inner));
  }
}
