package dev.tidemill.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void givesCallsInMilliseconds() {
    assertThat(Figures.milliseconds(Duration.ofNanos(1_900_000))).isEqualTo("1.9 ms");
    assertThat(Figures.milliseconds(Duration.ofNanos(9_960_000))).isEqualTo("10 ms");
    assertThat(Figures.milliseconds(Duration.ofMillis(48))).isEqualTo("48 ms");
    assertThat(Figures.milliseconds(Duration.ofMillis(999))).isEqualTo("999 ms");
    assertThat(Figures.milliseconds(Duration.ofMillis(1200))).isEqualTo("1.2 s");
    assertThat(Figures.milliseconds(Duration.ofSeconds(125))).isEqualTo("2m 5s");
  }

  @Test
  void givesStepsInSeconds() {
    assertThat(Figures.seconds(Duration.ofMillis(401))).isEqualTo("0.4 s");
    assertThat(Figures.seconds(Duration.ofMillis(13_800))).isEqualTo("13.8 s");
    assertThat(Figures.seconds(Duration.ofMillis(99_970))).isEqualTo("1m 40s");
  }

  @Test
  void groupsThousandsAndShowsADashForWhatWasNotCounted() {
    assertThat(Figures.count(1204)).isEqualTo("1,204");
    assertThat(Figures.count(OptionalLong.empty())).isEqualTo("–");
    assertThat(Figures.count(1, "job")).isEqualTo("1 job");
    assertThat(Figures.count(0, "batch", "batches")).isEqualTo("0 batches");
  }
}
