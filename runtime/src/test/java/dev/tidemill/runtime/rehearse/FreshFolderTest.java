package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshFolderTest {

  @TempDir private Path folder;

  @Test
  void isForTheOwnerOnlyAndHiddenFromGit() throws IOException {
    Path root = folder.resolve(".tidemill/rehearsal");
    try (FreshFolder fresh = FreshFolder.make(root)) {
      assertThat(Files.getPosixFilePermissions(root))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(root.resolve(".gitignore")).content().isEqualTo("*\n");
      assertThat(fresh.data().logs()).isDirectory();
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void whatIsKeptIsThereUntilTheNextOneEmptiesIt() throws IOException {
    Path root = folder.resolve("rehearsal");
    try (FreshFolder fresh = FreshFolder.make(root)) {
      Files.createDirectories(fresh.data().lake().resolve("t"));
      Files.writeString(fresh.data().lake().resolve("t/a.parquet"), "x");
      fresh.keep();
    }
    assertThat(root.resolve("lake/t/a.parquet")).exists();

    try (FreshFolder next = FreshFolder.make(root)) {
      assertThat(next.data().lake()).doesNotExist();
    }
  }

  @Test
  void aSecondRehearsalOnItIsRefused() {
    Path root = folder.resolve("rehearsal");
    try (FreshFolder fresh = FreshFolder.make(root)) {
      assertThat(fresh.data().root()).isEqualTo(root);
      assertThatThrownBy(() -> FreshFolder.make(root))
          .isInstanceOf(WorldException.class)
          .hasMessageContaining(root.toString());
      assertThat(fresh.data().logs()).isDirectory();
    }
  }

  @Test
  void neverEmptiesAFolderOfSomebodyElse() throws IOException {
    Path file = Files.writeString(folder.resolve("thesis.txt"), "x");

    assertThatThrownBy(() -> FreshFolder.make(folder))
        .isInstanceOf(RehearsalException.class)
        .hasMessageContaining("not empty");
    assertThat(file).exists();
  }
}
