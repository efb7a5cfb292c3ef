package dev.tidemill.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

  private static final Rows PEOPLE =
      new Rows(
          List.of("name", "requestId", "runs"),
          List.of(
              List.of("山田太郎", "5f0c9a52-0b1e-4e08-9b35-b3a1f6e9a001", "312"),
              List.of("Müller", "-", "1")),
          List.of(false, false, true));

  @Test
  void alignsByWhatATerminalShows() {
    assertThat(PEOPLE.lines())
        .containsExactly(
            "name      requestId                             runs",
            "山田太郎  5f0c9a52-0b1e-4e08-9b35-b3a1f6e9a001   312",
            "Müller    -                                        1");
  }

  @Test
  void letsTheWidestColumnGiveWay() {
    assertThat(PEOPLE.lines(30))
        .containsExactly(
            "name      requestId       runs",
            "山田太郎  5f0c9a52-0b1e…   312",
            "Müller    -                  1");
  }

  @Test
  void leavesLastColumnsOutAndSaysSo() {
    assertThat(PEOPLE.lines(23))
        .containsExactly("name      requestId  …", "山田太郎  5f0c9a52…  …", "Müller    -          …");
  }

  @Test
  void isNeverWiderThanAsked() {
    for (int width = 10; width < 60; width++) {
      assertThat(PEOPLE.lines(width)).allMatch(widthAtMost(width));
    }
  }

  private static java.util.function.Predicate<String> widthAtMost(int width) {
    return line -> Width.of(line) <= width;
  }
}
