package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Position;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place of a part of a value, in every way of writing the value. */
class PositionsTest {

  @TempDir Path folder;

  /** The place of the unknown parameter in a description. */
  private String place(String description) {
    Checked checked = Reads.text(folder, "pipeline: a\ndescription: " + description + "\n");
    Position position =
        checked.findings().stream()
            .filter(finding -> finding.code().equals("unknown-parameter"))
            .findFirst()
            .orElseThrow()
            .position();
    return position.line() + ":" + position.column() + "-" + position.endColumn();
  }

  @Test
  void countsInPlainText() {
    assertThat(place("say ${x}")).isEqualTo("2:18-22");
    assertThat(place("say\n  this and\n  ${x} that")).isEqualTo("4:3-7");
  }

  @Test
  void countsQuotesAndEscapes() {
    assertThat(place("'it''s ${x}'")).isEqualTo("2:21-25");
    assertThat(place("\"\\\"a\\\" \\u0041\\n${x}\"")).isEqualTo("2:29-33");
    assertThat(place("\"a\\\n   ${x}\"")).isEqualTo("3:4-8");
  }

  @Test
  void countsInBlocks() {
    assertThat(place("|\n  one\n  two ${x}")).isEqualTo("4:7-11");
    assertThat(place(">-\n  one\n  two\n\n  ${x}")).isEqualTo("6:3-7");
  }

  @Test
  void countsCodePoints() {
    assertThat(place("\uD83D\uDE00 \u00e9 ${x}")).isEqualTo("2:18-22");
    assertThat(place("\"\\U0001F600 ${x}\"")).isEqualTo("2:26-30");
  }

  /** Parsers read in blocks; the second half of a character may be in the next one. */
  @Test
  void countsWhereverACharacterLies() {
    for (int before = 980; before < 1040; before++) {
      String text = "\"" + "a".repeat(before) + "\uD83D\uDE00 ${x}\"";
      assertThat(place(text)).isEqualTo("2:%d-%d".formatted(before + 17, before + 21));
    }
  }
}
