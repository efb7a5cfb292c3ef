package dev.tidemill.cli.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemill.cli.whole.Program.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The example without Java, rehearsed with real parts. */
@DisabledOnOs(OS.WINDOWS)
class LanguagesTest {

  @Test
  void passesInPythonAndInShell(@TempDir Path folder) throws Exception {
    for (String program : List.of("python3", "bash", "curl")) {
      assumeTrue(isInstalled(program), program + " is not installed");
    }
    Path project = Projects.languages(folder);

    Ended rehearsal = Program.run(folder, "rehearse", "languages", "--keep");

    assertThat(rehearsal.status()).as(rehearsal.toString()).isZero();
    assertThat(rehearsal.out().lines())
        .anyMatch(line -> line.matches("Quote +6 +4 +2 +0 .* +1"))
        .anyMatch(line -> line.matches("DiskSpace +3 +2 +1 +0 .* +1"));
    Ended logs = Program.run(project, "logs", "DiskSpace");
    assertThat(logs.out()).containsSubsequence("START", "free: ", "wanted: 0 GB", "END", "REPORT");
  }

  private static boolean isInstalled(String program) {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
