package dev.tidemill.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.value.Part.Literal;
import dev.tidemill.model.value.Part.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {

  @Test
  void splitsTextAtItsReferences() {
    assertThat(Interpolation.split("price > ${minPrice} AND $${x} $").value().orElseThrow())
        .containsExactly(
            new Literal("price > "), new Reference("minPrice", 8, 19), new Literal(" AND ${x} $"));
  }

  @Test
  void aLoneReferenceIsOnePart() {
    assertThat(Interpolation.split("${batch.start}").value().orElseThrow())
        .containsExactly(new Reference("batch.start", 0, 14));
    assertThat(Interpolation.split("").value().orElseThrow()).isEmpty();
  }

  @Test
  void knowsEnvironmentAndSecrets() {
    Reference environment = new Reference("env:BROKERS:-localhost:9092", 0, 30);
    assertThat(environment.environment()).contains("BROKERS");
    assertThat(environment.fallback()).contains("localhost:9092");
    assertThat(new Reference("env:BROKERS", 0, 14).fallback()).isEmpty();
    assertThat(new Reference("secret:pii-salt", 0, 18).secret()).contains("pii-salt");
    assertThat(new Reference("minPrice", 0, 11).environment()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a ${b | '${b' has no closing brace | 2 | 3",
        "${a${b}} | '${a${b}' stands in another '${' | 0 | 7",
        "x${Min Price}y | '${Min Price}' is not a parameter | 1 | 12",
        "${} | '${}' is not a parameter | 0 | 3",
        "${env:} | '${env:}' is not a parameter | 0 | 7"
      })
  void pointsAtWhatIsWrong(String text, String message, int offset, int length) {
    Problem problem = Interpolation.split(text).problem().orElseThrow();

    assertThat(problem.code()).isEqualTo("bad-parameter");
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.offset()).isEqualTo(offset);
    assertThat(problem.length()).isEqualTo(length);
  }
}
