package dev.tidemill.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class JavaHomesTest {

  private static final Path RUNNING = Path.of("/jdk/bin/java");

  @TempDir Path folder;

  @Test
  void takesTheJavaThatTidemillRunsWithIfItIsNewEnough() {
    JavaHomes homes = new JavaHomes(Map.of(), RUNNING, 21);

    assertThat(homes.find("java17")).isEqualTo(RUNNING);
    assertThat(homes.find("java21")).isEqualTo(RUNNING);
    refuses(
        homes,
        "java25",
        "java25 needs Java 25 or newer and Tidemill runs with 21: set JAVA_25_HOME to the folder"
            + " of one");
  }

  @Test
  void takesTheJavaThatIsNamed() throws IOException {
    JavaHomes homes = new JavaHomes(Map.of("JAVA_21_HOME", home("21.0.4")), RUNNING, 25);

    assertThat(homes.find("java21")).isEqualTo(folder.resolve("bin/java"));
    assertThat(homes.find("java25")).isEqualTo(RUNNING);
  }

  @Test
  void refusesAJavaThatIsNotWhatItIsNamedFor() throws IOException {
    String home = home("17.0.15");
    JavaHomes homes =
        new JavaHomes(Map.of("JAVA_21_HOME", home, "JAVA_25_HOME", "/nowhere"), RUNNING, 17);

    refuses(
        homes,
        "java21",
        "JAVA_21_HOME is " + home + ", but that is Java 17 and java21 needs 21 or newer");
    refuses(homes, "java25", "JAVA_25_HOME is /nowhere, but there is no bin/java in it");
  }

  @Test
  void saysThatOtherLanguagesNeedACommand() {
    refuses(
        new JavaHomes(Map.of(), RUNNING, 17),
        "python3.13",
        "runtime python3.13 needs a command here: add command: PROGRAM ARGUMENTS");
  }

  private static void refuses(JavaHomes homes, String runtime, String message) {
    assertThatThrownBy(() -> homes.find(runtime))
        .isInstanceOf(WorldException.class)
        .hasMessage(message);
  }

  private String home(String version) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    assertThat(Files.createFile(folder.resolve("bin/java")).toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("release"), "X=\"1\"\nJAVA_VERSION=\"" + version + "\"\n");
    return folder.toString();
  }
}
