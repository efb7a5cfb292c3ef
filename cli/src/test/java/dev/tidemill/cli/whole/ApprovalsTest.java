package dev.tidemill.cli.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.text.Width;
import dev.tidemill.cli.whole.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The first example, rehearsed once with real parts, then looked into. */
@TestInstance(Lifecycle.PER_CLASS)
class ApprovalsTest {

  private Path project;
  private Ended rehearsal;

  @BeforeAll
  void rehearses(@TempDir Path folder) throws IOException, InterruptedException {
    project = Projects.approvals(folder);
    rehearsal = Program.run(folder, "rehearse", "approvals", "--keep");
  }

  @Test
  void passesAndSaysWhatHappened() {
    assertThat(rehearsal.status()).as(rehearsal.toString()).isZero();
    assertThat(rehearsal.out().lines())
        .contains(
            "approvals, stage local, from 2026-11-13T00:00:00Z",
            "store    approvals: 120 items from samples/approvals.ndjson",
            "  fired for 2026-11-13 03:15 Europe/Berlin",
            "function-stats     313     2        0       0     0   table function_stats",
            "reminders           41    41        0       0     0   table reminders")
        .anyMatch(line -> line.matches("PutUser +312 +300 +12 +0 .* +1"))
        .anyMatch(line -> line.matches("ApproveReminder +1 +1 +0 +0 .* +1"))
        .anyMatch(line -> line.matches("executions / log +313 +313 +0 +0 +0 +1 batch, [0-9.]+ s"))
        .anyMatch(
            line ->
                line.matches(
                    "PASSED in [0-9.]+ s, [0-9,]+ MB resident; nothing dropped, nothing dead; kept in"
                        + " .tidemill/rehearsal"));
    assertThat(rehearsal.out().lines().filter(line -> line.startsWith("expect")))
        .hasSize(6)
        .allMatch(line -> line.endsWith("  ok") && Width.of(line) == 79);
  }

  @Test
  void showsNothingOfTheLibrariesLogs() {
    assertThat(rehearsal.err()).isEmpty();
    assertThat(rehearsal.out())
        .doesNotContain("WARN")
        .doesNotContain("SLF4J")
        .doesNotContain("\u001b");
  }

  @Test
  void remindsEachApproverOfEachOverdueApproval() throws IOException, InterruptedException {
    String sql =
        "SELECT approvalId, approverId, approverEmail, waitingDays FROM reminders ORDER BY 1";
    Ended query = Program.run(project, "query", "--rehearsal", "--json", sql);
    assertThat(query.status()).as(query.toString()).isZero();
    assertThat(query.err()).startsWith("reads the kept rehearsal of ");
    List<String> expected =
        Files.readAllLines(
            Program.HOME.resolve(
                "examples/approvals/src/test/resources/expected-reminders.ndjson"));
    assertThat(expected).hasSize(41);
    assertThat(
            query
                .out()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> line.replaceFirst(",$", "")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void saysWhatIsWrongWithAQuery() throws IOException, InterruptedException {
    Ended query = Program.run(project, "query", "-q", "SELECT functionNam FROM executions");
    assertThat(query.status()).isEqualTo(2);
    assertThat(query.out()).isEmpty();
    assertThat(query.err())
        .contains("functionNam")
        .contains("functionName")
        .doesNotContain("\tat ");
  }

  @Test
  void keepsTheLogsOfAFunction() throws IOException, InterruptedException {
    Ended logs = Program.run(project, "logs", "PutUser");
    assertThat(logs.status()).isZero();
    assertThat(logs.out().lines().filter(line -> line.contains("REPORT"))).hasSize(312);
  }

  @Test
  void hidesItsFolderFromOthersAndFromGit() throws IOException {
    Path data = project.resolve(".tidemill");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("rehearsal"))))
        .isEqualTo("rwx------");
    assertThat(data.resolve("rehearsal/.gitignore")).hasContent("*");
  }
}
