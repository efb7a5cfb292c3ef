package dev.tidemill.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTest {

  private static final URI ADDRESS = URI.create("http://127.0.0.1:7070");

  @TempDir Path folder;

  @Test
  void isFoundWhileItsProcessRuns() throws IOException {
    Endpoint endpoint = mine(Instant.now());
    endpoint.write(data());
    assertThat(Endpoint.find(data())).contains(endpoint);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file())).contains("\"address\":\"http://127.0.0.1:7070\"");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
    endpoint.remove(data());
    assertThat(file()).doesNotExist();
  }

  @Test
  void isNotFoundWhereNoneIs() {
    assertThat(Endpoint.find(data())).isEmpty();
  }

  @Test
  void isIgnoredWhenItsProcessIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    new Endpoint(ADDRESS, gone.pid(), "t", Instant.now()).write(data());
    assertThat(Endpoint.find(data())).isEmpty();
  }

  @Test
  void isIgnoredWhenAnotherProcessHasItsPid() {
    Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
    mine(start.minus(Duration.ofHours(1))).write(data());
    assertThat(Endpoint.find(data())).isEmpty();
  }

  @Test
  void isIgnoredWhenItIsBroken() throws IOException {
    Files.writeString(file(), "{\"address\":");
    assertThat(Endpoint.find(data())).isEmpty();
  }

  @Test
  void leavesTheFileOfTheNextOne() {
    Endpoint next = mine(Instant.now());
    next.write(data());
    mine(Instant.now().plusSeconds(9)).remove(data());
    assertThat(Endpoint.find(data())).contains(next);
  }

  private static Endpoint mine(Instant since) {
    return new Endpoint(ADDRESS, ProcessHandle.current().pid(), "t", since);
  }

  private DataFolder data() {
    return new DataFolder(folder);
  }

  private Path file() {
    return folder.resolve("up.json");
  }
}
