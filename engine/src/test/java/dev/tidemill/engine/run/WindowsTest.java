package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Windows windows = new Windows(MINUTE, at("10:00:30"));

  @Test
  void endAtWholeMultiplesAfterTheInstant() {
    Instant multiple = at("02:15:00");

    assertThat(Windows.nextEnd(MINUTE, multiple)).isEqualTo(at("02:16:00"));
    assertThat(Windows.nextEnd(MINUTE, multiple.minusMillis(1))).isEqualTo(multiple);
    assertThat(Windows.nextEnd(Duration.ofHours(7), Instant.EPOCH.minusSeconds(1)))
        .isEqualTo(Instant.EPOCH);
  }

  @Test
  void theFirstBatchIsDueAtOnceAndTheNextAtTheWholeMinute() {
    assertThat(windows.wait(at("10:00:30"))).isZero();
    assertThat(batch("10:00:30", "10:00:40", false)).isEqualTo(at("10:00:30"));

    assertThat(windows.wait(at("10:00:40"))).isEqualTo(Duration.ofSeconds(20));
    assertThat(windows.wait(at("10:01:00"))).isZero();
    assertThat(batch("10:01:00.004", "10:01:01", false)).isEqualTo(at("10:01:00"));
    assertThat(windows.skipped()).isZero();
  }

  @Test
  void whatIsBehindIsFollowedAtOnceUnderItsOwnTime() {
    batch("10:01:00", "10:01:20", true);

    assertThat(windows.wait(at("10:01:20"))).isZero();
    assertThat(batch("10:01:20", "10:01:40", false)).isEqualTo(at("10:01:20"));
    assertThat(windows.wait(at("10:01:40"))).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aBatchThatIsTriedAgainKeepsItsWindow() {
    assertThat(windows.begin(at("10:01:00"))).isEqualTo(at("10:01:00"));
    assertThat(windows.wait(at("10:01:02"))).isZero();
    assertThat(windows.begin(at("10:01:02"))).isEqualTo(at("10:01:00"));
  }

  @Test
  void windowsThatABatchOverranAreSkippedAndCounted() {
    batch("10:01:00", "10:03:10", false);

    assertThat(windows.wait(at("10:03:10"))).isEqualTo(Duration.ofSeconds(50));
    assertThat(windows.begin(at("10:04:00"))).isEqualTo(at("10:04:00"));
    assertThat(windows.skipped()).isEqualTo(2);
  }

  @Test
  void windowsInWhichMoreWasTakenAtOnceAreNotSkipped() {
    batch("10:01:00", "10:02:30", true);
    batch("10:02:30", "10:03:30", true);
    batch("10:03:30", "10:03:40", false);

    windows.begin(at("10:04:00"));
    assertThat(windows.skipped()).isZero();
  }

  @Test
  void aClockThatJumpsAnHourAheadBringsOneBatch() {
    batch("10:01:00", "10:01:01", false);

    assertThat(windows.wait(at("11:01:05"))).isZero();
    assertThat(batch("11:01:05", "11:01:06", false)).isEqualTo(at("11:01:00"));
    assertThat(windows.skipped()).isEqualTo(59);
    assertThat(windows.wait(at("11:01:06"))).isEqualTo(Duration.ofSeconds(54));
  }

  @Test
  void aClockThatJumpsAnHourBackBringsNoHourOfSilence() {
    batch("11:01:00", "11:01:01", false);

    assertThat(windows.wait(at("10:01:05"))).isEqualTo(Duration.ofSeconds(55));
    assertThat(batch("10:02:00.002", "10:02:01", false)).isEqualTo(at("10:02:00"));
    assertThat(windows.skipped()).isZero();
    assertThat(windows.wait(at("10:02:01"))).isEqualTo(Duration.ofSeconds(59));
  }

  private Instant batch(String from, String to, boolean more) {
    Instant end = windows.begin(at(from));
    windows.ended(end, at(to), more);
    return end;
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-13T" + time + "Z");
  }
}
