package dev.tidemill.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "60s, PT1M",
    "15m, PT15M",
    "1h30m, PT1H30M",
    "7d, P7D",
    "1d1ms, PT24H0.001S",
    "0s, PT0S",
    "90m, PT1H30M"
  })
  void readsUnitsFromGreatToSmall(String text, Duration duration) {
    assertThat(Durations.parse("timeout", text).value()).contains(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "10, timeout: '10' has no unit, write 10s or 10m",
    "PT10S, timeout: 'PT10S' is not a duration, write 10s",
    "5 minutes, timeout: '5 minutes' is not a duration, write 5m",
    "1.5h, timeout: '1.5h' is not a duration, write 1h30m",
    "10 s, timeout: '10 s' is not a duration, write 10s",
    "2w, timeout: '2w' is not a duration, write 14d",
    "-5s, timeout: '-5s' is not a duration, 'write 500ms, 60s, 15m, 1h30m or 7d'",
    "30m1h, timeout: '30m1h' is not a duration, 'write 500ms, 60s, 15m, 1h30m or 7d'",
    "'', timeout: '' is not a duration, 'write 500ms, 60s, 15m, 1h30m or 7d'"
  })
  void saysWhatToWriteInstead(String text, String message, String hint) {
    Problem problem = Durations.parse("timeout", text).problem().orElseThrow();

    assertThat(problem.code()).isEqualTo("bad-unit");
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.hint()).isEqualTo(hint);
  }
}
