package dev.tidemill.cli.whole.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of the world, one after the other, under one pipeline that is never restarted: its
 * PostgreSQL restarts, its broker hangs, its disk is full. {@code -Dfaults.pause=60} has each last
 * for a minute.
 */
class FaultsTest {

  private static final int EVENTS_A_SECOND = 200;
  private static final int PAUSE_SECONDS = Integer.getInteger("faults.pause", 8);
  private static final Duration LONG = Duration.ofSeconds(90L + PAUSE_SECONDS);

  /** Twice what {@code up} wants free at least. */
  private static final String DISK = "size=2400m";

  @TempDir Path folder;
  private Path disk;
  private int port;
  private EmbeddedPostgres postgres;

  @Test
  void areSaidAndWaitedOutAndNothingIsLost() throws Exception {
    mount();
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    startPostgres();
    try (Soak soak = new Soak(folder, Optional.of(disk.resolve("data")), EVENTS_A_SECOND, 1)) {
      Files.writeString(
          soak.project().resolve("pipeline.yaml"),
          "runtime: { state: 'jdbc:postgresql://localhost:%d/postgres?user=postgres' }%n"
              .formatted(port),
          StandardOpenOption.APPEND);
      SoakReport report =
          soak.run(
              0,
              () -> {
                postgresRestarts(soak);
                brokerHangs(soak);
                diskIsFull(soak);
              });

      System.out.print(report.text());
      assertThat(report.isClean()).as("%s%n%s", report.text(), soak.said()).isTrue();
      assertThat(report.acknowledged()).isPositive();
      assertThat(report.accepted()).isPositive();
    }
  }

  private void postgresRestarts(Soak soak) throws Exception {
    postgres.close();
    await().atMost(LONG).until(() -> soak.said().contains("The state database is away"));
    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    startPostgres();
    await().atMost(LONG).until(() -> soak.said().contains("The state database is back"));
  }

  private static void brokerHangs(Soak soak) throws Exception {
    String broker = Long.toString(soak.pid("broker"));
    assertThat(run("kill", "-STOP", broker)).isZero();
    await().atMost(LONG).until(() -> soak.said().contains("does not answer"));
    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    assertThat(run("kill", "-CONT", broker)).isZero();
    await().atMost(LONG).until(() -> soak.said().contains("answers again"));
  }

  /** To its last byte: the broker halts, and cannot start again before there is space. */
  private void diskIsFull(Soak soak) throws Exception {
    long broker = soak.pid("broker");
    Path ballast = disk.resolve("ballast");
    fill(ballast);
    await().atMost(LONG).until(() -> soak.said().contains("schedules wait"));
    await().atMost(LONG).until(() -> ProcessHandle.of(broker).isEmpty());
    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    Files.delete(ballast);
    await().atMost(LONG).until(() -> soak.said().contains("free again: going on"));
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[1 << 20];
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      for (int size = block.length; size > 0; ) {
        try {
          out.write(block, 0, size);
        } catch (IOException full) {
          size /= 2;
        }
      }
    }
  }

  private void mount() throws Exception {
    disk = Files.createDirectories(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", DISK, "tmpfs", disk.toString()))
        .as("a file system of its own cannot be mounted here")
        .isZero();
  }

  @AfterEach
  void end() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
    run("umount", "-l", disk.toString());
  }

  private void startPostgres() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgres"))
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException noSuchCommand) {
      return -1;
    }
  }
}
