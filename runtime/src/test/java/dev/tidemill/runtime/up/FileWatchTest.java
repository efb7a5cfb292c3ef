package dev.tidemill.runtime.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

  @TempDir private Path folder;

  @Test
  void aChangeCountsOnceItHasSettled() throws IOException {
    Path file = Files.writeString(folder.resolve("pipeline.yaml"), "a");
    Path missing = folder.resolve("code.jar");
    FileWatch watch = new FileWatch(() -> List.of(file, missing));
    assertThat(watch.changed()).isFalse();

    Files.writeString(file, "longer");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isTrue();
    assertThat(watch.changed()).isFalse();

    Files.writeString(missing, "built");
    assertThat(watch.changed()).isFalse();
    Files.writeString(missing, "still being built");
    assertThat(watch.changed()).isFalse();
    assertThat(watch.changed()).isTrue();
  }
}
