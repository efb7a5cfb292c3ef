package dev.tidemill.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemill.cli.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script, run by a bash. */
class CompletionTest {

  private static final Path BASH = Path.of("/bin/bash");

  @TempDir Path folder;

  @BeforeEach
  void leaveNames() throws IOException {
    assumeTrue(Files.isExecutable(BASH));
    Files.createDirectories(folder.resolve("shop/.tidemill"));
    Files.writeString(
        folder.resolve("shop/.tidemill/names"),
        "function PutUser\nfunction PutOrder\njob executions\nstream function-log\nschedule nightly\n");
  }

  @Test
  void completesCommandsAndTheirOptions() throws Exception {
    assertThat(completed("tidemill", "re")).containsExactly("rehearse", "redrive");
    assertThat(completed("tidemill", "job", "start", "x", "--"))
        .contains("--wait", "--go-on", "--stage", "--json")
        .doesNotContain("--port");
    assertThat(completed("tidemill", "up", "--no")).containsExactly("--no-watch");
    assertThat(completed("tidemill", "--color", "a")).containsExactly("auto", "always");
    assertThat(completed("tidemill", "job", "st")).containsExactly("start", "stop");
    assertThat(completed("tidemill", "")).doesNotContain("crawl").contains("cost");
  }

  @Test
  void completesIdsOfTheFolder() throws Exception {
    assertThat(completed("tidemill", "-C", "shop", "invoke", "Put"))
        .containsExactly("PutUser", "PutOrder");
    assertThat(completed("tidemill", "-C", "shop", "--stage", "dev", "logs", ""))
        .containsExactly("PutUser", "PutOrder", "executions");
    assertThat(completed("tidemill", "-C", "shop", "job", "start", "e"))
        .containsExactly("executions");
    assertThat(completed("tidemill", "-C", "shop", "job", "start", "new", "--adopt", ""))
        .containsExactly("executions");
    assertThat(completed("tidemill", "-C", "shop", "redrive", "schedule", ""))
        .containsExactly("nightly");
    assertThat(completed("tidemill", "invoke", "")).isEmpty();
  }

  @Test
  void completesFolders() throws Exception {
    assertThat(completed("tidemill", "up", "s")).containsExactly("shop");
  }

  @Test
  void idsAreLeftByACheck() throws Exception {
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        "pipeline: p\nstreams: { log: { columns: { a: int } } }\n");
    Captured.run("-C", folder.toString(), "check", "--no-plan");
    assertThat(folder.resolve(".tidemill/names")).hasContent("stream log");
    assertThat(completed("tidemill", "redrive", "stream", "")).containsExactly("log");
  }

  private List<String> completed(String... words) throws Exception {
    Path script = folder.resolve("script");
    String quoted = "'" + String.join("' '", words) + "'";
    Files.writeString(
        script,
        Captured.run("completion", "bash").out()
            + "COMP_WORDS=("
            + quoted
            + ")\nCOMP_CWORD="
            + (words.length - 1)
            + "\n_tidemill\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
    Process bash =
        new ProcessBuilder(BASH.toString(), "--norc", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(printed).isZero();
    return printed.lines().filter(line -> !line.isEmpty()).toList();
  }
}
