package dev.tidemill.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.tidemill.model.Names;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of 16 MB, where the machine lets us mount one. */
class FullDiskTest {

  @TempDir Path folder;

  @BeforeEach
  void mount() throws Exception {
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString())).isZero();
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", folder.toString());
  }

  @Test
  void h2WaitsForSpaceAndHasAllThatItAcknowledged() throws Exception {
    try (StateDatabase database =
        StateDatabase.open(new DataFolder(folder), Optional.empty(), new Names("shop", "local"))) {
      database.persist(connection -> StateDatabaseTest.insert(connection, "before"));
      Path ballast = folder.resolve("ballast");
      fill(ballast);
      assertThatThrownBy(
              () ->
                  database.ask(
                      connection -> {
                        for (int i = 0; ; i++) {
                          StateDatabaseTest.insert(connection, "lost" + i + "x".repeat(80));
                        }
                      }))
          .isInstanceOf(WorldException.class);
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> database.persist(connection -> StateDatabaseTest.insert(connection, "after")));
      Files.delete(ballast);
      await().until(waiting::isDone);
      waiting.join();
      assertThat(database.ask(StateDatabaseTest::count)).isGreaterThanOrEqualTo(2);
    }
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException noSuchCommand) {
      return -1;
    }
  }
}
