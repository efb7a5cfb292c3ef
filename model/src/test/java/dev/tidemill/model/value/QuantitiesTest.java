package dev.tidemill.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.DataSize;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({"512B, 512", "64KB, 65536", "256MB, 268435456", "1GB, 1073741824", "0B, 0"})
  void aKilobyteIs1024Bytes(String text, long bytes) {
    assertThat(DataSizes.parse("memory", text).value()).contains(new DataSize(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "256MiB, memory: '256MiB' is not a size, write 256MB",
    "1g, memory: '1g' is not a size, write 1GB",
    "256, memory: '256' has no unit, write 256KB or 256MB",
    "big, memory: 'big' is not a size, 'write 512B, 64KB, 256MB or 1GB'"
  })
  void saysWhichSizeToWrite(String text, String message, String hint) {
    Problem problem = DataSizes.parse("memory", text).problem().orElseThrow();

    assertThat(problem.code()).isEqualTo("bad-unit");
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.hint()).isEqualTo(hint + " (1 MB is 1,024 KB here, as on Lambda)");
  }

  @Test
  void instantsNeedAnOffset() {
    assertThat(Instants.parse("at", "2026-11-13T03:15:00+01:00").value())
        .contains(Instant.parse("2026-11-13T02:15:00Z"));
    assertThat(Instants.parse("at", "2026-11-13T03:15:00").problem())
        .map(Problem::hint)
        .contains("write 2026-11-13T03:15:00Z if UTC is meant");
    assertThat(Instants.parse("at", "tomorrow").problem())
        .map(Problem::message)
        .contains("at: 'tomorrow' is not an instant");
  }

  @ParameterizedTest
  @CsvSource({"10/s, 10, PT1S", "600/m, 600, PT1M", "5/h, 5, PT1H", "1/d, 1, P1D"})
  void ratesAreSoManyInATime(String text, long count, Duration per) {
    assertThat(Rates.parse("load", text).value()).contains(new Rate(count, per));
  }

  @Test
  void aRateNeedsItsTime() {
    assertThat(Rates.parse("load", "10").problem())
        .map(Problem::hint)
        .contains("write 10/s or 10/m");
  }

  @Test
  void moneyNamesItsCurrency() {
    assertThat(Moneys.parse("budget", "150 USD").value())
        .contains(new Money(new BigDecimal("150"), "USD"));
    assertThat(Moneys.parse("budget", "$150").problem())
        .map(Problem::hint)
        .contains("write 150 USD");
  }
}
