package dev.tidemill.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTextTest {

  private static Finding finding(Severity severity, String hint, Optional<Position> cause) {
    Position place = new Position(Path.of("a.yaml"), 2, 3, 2, 4);
    return new Finding(
        severity, "some-code", "p", "what", hint, "v", place, Optional.empty(), cause);
  }

  @Test
  void saysNothingOfNothing() {
    assertThat(FindingsText.lines(List.of())).isEmpty();
  }

  @Test
  void countsWarningsApart() {
    Finding warning = finding(Severity.WARNING, "", Optional.empty());
    Finding error = finding(Severity.ERROR, "do", Optional.empty());

    assertThat(FindingsText.lines(List.of(warning)))
        .containsExactly("a.yaml:2:3  warning [some-code] what", "1 warning");
    assertThat(FindingsText.lines(List.of(warning, error, warning)))
        .contains("a.yaml:2:3  [some-code] what", "    do")
        .endsWith("1 error, 2 warnings; nothing was started");
  }

  @Test
  void tellsOneConsequenceFromOneCause() {
    Position cause = new Position(Path.of("a.yaml"), 1, 9, 1, 9);
    Finding error = finding(Severity.ERROR, "do", Optional.empty());
    Finding after = finding(Severity.ERROR, "", Optional.of(cause));

    assertThat(FindingsText.lines(List.of(error, after)))
        .endsWith(
            "from the above:",
            "a.yaml:2:3  [some-code] what: 1:9",
            "1 error, and 1 that follows from it; nothing was started");
  }
}
