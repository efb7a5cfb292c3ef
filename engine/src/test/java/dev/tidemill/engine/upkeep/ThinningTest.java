package dev.tidemill.engine.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.upkeep.Thinning.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {

  private static final Instant NOW = Instant.parse("2026-11-13T12:30:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void keepsEachOfTheLastSixHours() {
    assertThat(Thinning.expired(every(Duration.ofMinutes(1), 359), NOW, WEEK)).isEmpty();
  }

  @Test
  void keepsFiveHundredOfThemAtMost() {
    List<Made> snapshots = every(Duration.ofSeconds(10), 1000);
    assertThat(Thinning.expired(snapshots, NOW, WEEK)).hasSize(498).contains(999L);
    assertThat(kept(snapshots, WEEK)).filteredOn(id -> id > 500).containsExactly(541L, 901L);
  }

  @Test
  void keepsTheLastOfEachHourBefore() {
    List<Made> snapshots =
        List.of(
            new Made(1, Instant.parse("2026-11-13T02:00:00Z")),
            new Made(2, Instant.parse("2026-11-13T02:59:59Z")),
            new Made(3, Instant.parse("2026-11-13T03:00:00Z")),
            new Made(4, Instant.parse("2026-11-13T03:30:00Z")),
            new Made(5, Instant.parse("2026-11-13T06:00:00Z")),
            new Made(6, Instant.parse("2026-11-13T06:31:00Z")));
    assertThat(Thinning.expired(snapshots, NOW, WEEK)).containsExactlyInAnyOrder(1L, 3L, 5L);
  }

  @Test
  void keepsNoneBeyondTheTimeThatTheTableKeepsThem() {
    assertThat(kept(every(Duration.ofHours(1), 400), WEEK)).hasSize(168);
    assertThat(kept(every(Duration.ofHours(1), 400), Duration.ofHours(1))).hasSize(5);
  }

  /** Looked at every hour for a month of a batch a minute. */
  @Test
  void staysBounded() {
    List<Made> held = new ArrayList<>();
    long id = 0;
    for (Instant now = NOW;
        now.isBefore(NOW.plus(Duration.ofDays(30)));
        now = now.plus(Duration.ofHours(1))) {
      for (int minute = 0; minute < 60; minute++) {
        held.add(new Made(id++, now.plus(Duration.ofMinutes(minute))));
      }
      List<Long> expired = Thinning.expired(held, now.plus(Duration.ofHours(1)), WEEK);
      held.removeIf(made -> expired.contains(made.snapshot()));
      assertThat(held).hasSizeLessThanOrEqualTo(360 + 168);
    }
    assertThat(held).hasSizeGreaterThan(360 + 160);
  }

  /** Number 1 is the newest. */
  private static List<Made> every(Duration step, int count) {
    List<Made> snapshots = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      snapshots.add(new Made(i, NOW.minus(step.multipliedBy(i))));
    }
    return snapshots;
  }

  private static List<Long> kept(List<Made> snapshots, Duration keep) {
    List<Long> kept = new ArrayList<>(snapshots.stream().map(Made::snapshot).toList());
    kept.removeAll(Thinning.expired(snapshots, NOW, keep));
    return kept;
  }
}
