package dev.tidemill.aws.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCheckTest {

  @TempDir Path folder;

  @Test
  void saysThatThereIsNone() {
    assertThat(NodeCheck.problem(Optional.of(folder.resolve("none").toString())))
        .hasValueSatisfying(line -> assertThat(line).startsWith("Node.js was not found ('"));
  }

  @Test
  void saysThatItIsTooOld() throws IOException {
    assertThat(NodeCheck.problem(program("echo v18.19.1")))
        .hasValueSatisfying(
            line -> assertThat(line).startsWith("Node.js v18.19.1 ('").contains("too old"));
  }

  @Test
  void saysThatItIsBroken() throws IOException {
    assertThat(NodeCheck.problem(program("echo node: error while loading; exit 127")))
        .hasValueSatisfying(
            line -> assertThat(line).contains("no version of Node.js").hasLineCount(1));
  }

  @Test
  void takesOneThatIsNewEnough() throws IOException {
    assertThat(NodeCheck.problem(program("echo v24.1.0"))).isEmpty();
  }

  private Optional<String> program(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("node"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return Optional.of(file.toString());
  }
}
