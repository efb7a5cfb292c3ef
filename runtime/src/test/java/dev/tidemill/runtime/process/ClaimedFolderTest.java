package dev.tidemill.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClaimedFolderTest {

  @TempDir Path temporary;
  private Path root;
  private Process sleeper;

  /** Lives until it is ended. */
  static final class Sleeper {
    public static void main(String[] args) throws InterruptedException {
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    }
  }

  @BeforeEach
  void startASleeper() throws IOException {
    root = temporary.resolve(".tidemill").resolve("local");
    sleeper =
        new ProcessBuilder(
                Installation.current().java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Sleeper.class.getName())
            .start();
  }

  @AfterEach
  void endTheSleeper() {
    sleeper.destroyForcibly();
  }

  @Test
  void endsAProcessThatIsLeftOver() throws Exception {
    ProcessRecord.of(sleeper.toHandle()).write(root.resolve("state/processes/broker.pid"));

    try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(root))) {
      assertThat(claimed.leftovers()).isOne();
      assertThat(sleeper.isAlive()).isFalse();
      assertThat(root.resolve("state/processes")).isEmptyDirectory();
    }
  }

  @Test
  void leavesAStrangerAloneThatHasThePidOfAnEarlierChild() throws Exception {
    ProcessRecord record = ProcessRecord.of(sleeper.toHandle());
    new ProcessRecord(record.pid(), record.start().minusSeconds(60))
        .write(root.resolve("state/processes/broker.pid"));

    try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(root))) {
      assertThat(claimed.leftovers()).isZero();
      assertThat(sleeper.waitFor(100, TimeUnit.MILLISECONDS)).as("ended").isFalse();
      assertThat(root.resolve("state/processes")).isEmptyDirectory();
    }
  }

  @Test
  void forgetsARecordThatWasNotWrittenWhole() throws Exception {
    Path record = root.resolve("state/processes/broker.pid");
    Files.createDirectories(record.getParent());
    for (String text : List.of("", "12", "12 2026", "x 2026-01-01T00:00:00Z")) {
      Files.writeString(record, text);
      try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(root))) {
        assertThat(claimed.leftovers()).isZero();
      }
      assertThat(record).doesNotExist();
    }
  }

  @Test
  void belongsToOneAtATime() {
    ClaimedFolder first = ClaimedFolder.claim(new DataFolder(root));

    assertThatThrownBy(() -> ClaimedFolder.claim(new DataFolder(root)))
        .isInstanceOf(WorldException.class)
        .hasMessage("Another Tidemill works on " + root + ": end that one first");

    first.close();
    ClaimedFolder.claim(new DataFolder(root)).close();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isTheOwnersAloneAndHiddenFromGit() throws Exception {
    ClaimedFolder.claim(new DataFolder(root)).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwx------");
    assertThat(root.resolve(".gitignore")).hasContent("*");
  }

  @Test
  void saysInOneLineThatItCannotBeMade() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> ClaimedFolder.claim(new DataFolder(file.resolve("local"))))
        .isInstanceOf(WorldException.class)
        .hasMessageStartingWith("Cannot write to " + file);
  }
}
