package dev.tidemill.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class CommandWordsTest {

  @TempDir Path folder;

  @Test
  void splitsAtBlanks() {
    assertThat(CommandWords.of("  sh  -c\techo ", folder, "/nowhere:/bin"))
        .containsExactly("sh", "-c", "echo");
  }

  @Test
  void saysWhichProgramIsMissingOrNotExecutable() throws IOException {
    Files.createFile(folder.resolve("run.sh"));

    refuses(
        "no-such x.js", "no program 'no-such' on the PATH: install it, or name another in command");
    refuses("./bootstrap", "no program ./bootstrap in " + folder);
    refuses("./run.sh", "./run.sh cannot be executed: chmod +x " + folder.resolve("./run.sh"));
  }

  private void refuses(String command, String message) {
    assertThatThrownBy(() -> CommandWords.of(command, folder, "/bin"))
        .isInstanceOf(WorldException.class)
        .hasMessage(message);
  }
}
