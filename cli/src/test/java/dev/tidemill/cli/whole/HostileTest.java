package dev.tidemill.cli.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.whole.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that may go wrong, in one rehearsal: each fault is said, and the rest goes on. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileTest {

  private Path project;
  private Ended rehearsal;

  @BeforeAll
  void rehearses(@TempDir Path folder) throws IOException, InterruptedException {
    project = Projects.hostile(folder);
    rehearsal = Program.run(project, "rehearse");
  }

  @Test
  void failsWithoutAStackTrace() {
    assertThat(rehearsal.status()).as(rehearsal.toString()).isEqualTo(1);
    assertThat(rehearsal.out()).doesNotContain("\tat ");
    assertThat(rehearsal.err()).doesNotContain("\tat ");
    assertThat(rehearsal.out())
        .containsPattern("FAILED in [0-9.]+ s: 6 functions.*; kept in .tidemill/rehearsal\n$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Throws       | 5 | 0 | 5 | [call-failed] 5 calls: IllegalStateException, on purpose",
        "Exits        | 3 | 0 | 5 | [exited] ",
        "Hangs        | 1 | 0 | 1 | [timed-out] 1 call: Task timed out after 1.00 seconds",
        "Misspelt     | 0 | 0 | 5 | [handler-missing] no class dev.tidemill.cli.whole.hostile.Fien",
        "NoJar        | 0 | 0 | 5 | [code-missing] no file no-such.jar",
        "Allocates    | 1 | 0 | 1 | ["
      })
  void saysInOneLineHowAFunctionFailed(
      String function, int sent, int ok, int failed, String problem) {
    String counts = "%s +%d +%d +0 +%d .*\n  ".formatted(function, sent, ok, failed);
    assertThat(rehearsal.out()).containsPattern(counts + Pattern.quote(problem));
  }

  @ParameterizedTest
  @CsvSource({"Prints, 1", "SendsNothing, 1", "Fine, 5"})
  void goesOnWithTheOthers(String function, int calls) {
    assertThat(rehearsal.out())
        .containsPattern("%s +%d +%d +0 +0 .*".formatted(function, calls, calls));
  }

  @Test
  void losesNoMessageHoweverBad() {
    int dead = HostileMessages.BAD + 1;
    assertThat(rehearsal.out().lines())
        .anyMatch(line -> line.matches("events / events +12 +1 +0 +0 +" + dead + " .*"))
        .anyMatch(line -> line.matches("events_dead_letters, 5 of " + dead + " rows"));
    assertThat(rehearsal.out().lines().filter(line -> line.startsWith("expect")))
        .hasSize(4)
        .allMatch(line -> line.endsWith("  ok"));
  }

  @Test
  void keepsTheLogsOfWhatFailed() throws IOException, InterruptedException {
    Ended logs = Program.run(project, "logs", "Throws");
    assertThat(logs.out()).contains("IllegalStateException").contains("Throws.handleRequest");
  }
}
