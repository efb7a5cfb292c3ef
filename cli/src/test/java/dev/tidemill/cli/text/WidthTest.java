package dev.tidemill.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {

  @ParameterizedTest
  @CsvSource({
    "Müller, 6",
    "'Mu\u0308ller', 6",
    "山田太郎, 8",
    "ｱｲｳ, 3",
    "한국, 4",
    "'\u1112\u1161\u11ab', 2",
    "🎉, 2",
    "–…, 2",
    "'', 0",
    "'a\u200bb', 2",
    "שלום, 4"
  })
  void measuresWideLettersAndMarks(String text, int columns) {
    assertThat(Width.of(text)).isEqualTo(columns);
  }

  @Test
  void cutsBetweenLettersAndNeverThroughAWideOne() {
    assertThat(Width.cut("山田太郎", 8)).isEqualTo("山田太郎");
    assertThat(Width.cut("山田太郎", 7)).isEqualTo("山田太…");
    assertThat(Width.cut("山田太郎", 6)).isEqualTo("山田…");
    assertThat(Width.cut("Mu\u0308ller", 3)).isEqualTo("Mu\u0308…");
    assertThat(Width.cut("a🎉b", 3)).isEqualTo("a…");
  }

  @Test
  void fillsUpByColumnsNotByChars() {
    assertThat(Width.left("山田", 6)).isEqualTo("山田  ");
    assertThat(Width.right("Mu\u0308", 4)).isEqualTo("  Mu\u0308");
  }

  @Test
  void letsNothingThroughThatATerminalActsOn() {
    assertThat(Width.plain("a\u001b[31mb\nc\td\u202ee\ud800"))
        .isEqualTo("a\uFFFD[31mb\\nc\\td\uFFFDe\uFFFD");
  }
}
