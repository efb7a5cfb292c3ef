package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Function.Outcome;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {

  @TempDir private Path folder;
  private final List<RehearsalEvent> events = new ArrayList<>();

  @Test
  void runsBesideTheFileAndTellsWhenItIsDone() throws Exception {
    assertThat(run("echo built > out.txt; echo noise")).isEmpty();

    assertThat(folder.resolve("out.txt")).hasContent("built");
    assertThat(folder.resolve("build.log")).hasContent("noise");
    assertThat(events).last().isInstanceOf(RehearsalEvent.Built.class);
  }

  @Test
  void aFailureNamesCommandStatusAndFirstError() throws Exception {
    Finding finding = run("echo start; echo '[ERROR] no pom'; exit 3").orElseThrow();

    assertThat(finding.code()).isEqualTo("build-failed");
    assertThat(finding.message()).endsWith("ended with status 3: [ERROR] no pom");
    assertThat(finding.hint()).isEqualTo("see: " + folder.resolve("build.log"));
  }

  @Test
  void anInterruptionEndsTheCommand() throws IOException {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> run("sleep 60; echo late > late.txt"))
        .isInstanceOf(InterruptedException.class);
    assertThat(ProcessHandle.current().descendants().map(p -> p.info().arguments()))
        .noneMatch(arguments -> arguments.toString().contains("late.txt"));
  }

  @Test
  void isNeededWhenCodeIsMissing() throws IOException {
    Path jar = folder.resolve("a.jar");
    Pipeline pipeline =
        Pipelines.of(
            folder,
            List.of(),
            List.of(Pipelines.function(jar, Pipelines.samples(jar, Outcome.SUCCESS))),
            List.of());

    assertThat(Build.isNeeded(pipeline)).isTrue();
    Files.writeString(jar, "");
    assertThat(Build.isNeeded(pipeline)).isFalse();
  }

  private Optional<Finding> run(String command) throws InterruptedException {
    return new Build(
            Pipelines.empty(folder), folder.resolve("build.log"), new Narrator(events::add))
        .run(command);
  }
}
