package dev.tidemill.cli.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.whole.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void endsEverythingAndRemovesTheFolder(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path project = Projects.approvals(folder);
    Program program = Program.start(project, "rehearse");
    awaitOutput(program, "plan ");
    List<ProcessHandle> children = program.process().descendants().toList();
    assertThat(children).hasSizeGreaterThanOrEqualTo(2);
    kill("INT", program.process().pid());
    Ended ended = program.await();
    assertThat(ended.status()).as(ended.toString()).isEqualTo(130);
    assertThat(ended.out()).doesNotContain("PASSED").doesNotContain("FAILED");
    assertThat(ended.err()).isEqualTo("tidemill: interrupted; all that it started has ended\n");
    assertThat(project.resolve(".tidemill/rehearsal")).doesNotExist();
    assertThat(children).allSatisfy(InterruptTest::isOver);
  }

  private static void isOver(ProcessHandle child) {
    assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10));
  }

  /** There is no event to wait for in another process: looks until the text is there. */
  private static void awaitOutput(Program program, String text)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!program.outSoFar().contains(text)) {
      if (Instant.now().isAfter(end) || !program.process().isAlive()) {
        throw new AssertionError("no '" + text + "' in: " + program.await());
      }
      Thread.sleep(50);
    }
  }

  private static void kill(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }
}
