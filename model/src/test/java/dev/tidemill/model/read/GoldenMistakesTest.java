package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.check.FindingsText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pair of the contract: a file with twenty mistakes, and what is said about it. */
class GoldenMistakesTest {

  @TempDir Path folder;

  @Test
  void saysExactlyWhatTheContractSays() {
    Checked checked = Reads.text(folder, Reads.resource("twenty-mistakes.yaml"));

    String text = String.join("\n", FindingsText.lines(checked.findings())) + "\n";

    assertThat(text.replace(folder + "/", "")).isEqualTo(Reads.resource("twenty-mistakes.txt"));
    assertThat(checked.pipeline()).isEmpty();
  }
}
