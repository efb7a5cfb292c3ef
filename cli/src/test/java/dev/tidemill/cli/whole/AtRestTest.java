package dev.tidemill.cli.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.whole.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtRestTest {

  @Test
  void callsAFunctionOfAPipelineThatIsNotUp(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path project = Projects.approvals(folder);
    Ended refused = Program.run(project, "invoke", "PutUser");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.out())
        .startsWith("{\"errorMessage\":\"userId is missing;")
        .contains("\"errorType\":\"dev.tidemill.examples.approvals.InvalidUser\"");
    assertThat(refused.err())
        .startsWith("nothing is up: starts broker and stores of .tidemill/local for the call\n")
        .containsPattern("failed with .*InvalidUser in .* m?s, cold start .*, request ");
    assertThat(project.resolve(".tidemill/local/topics/function-log-0")).isDirectory();
  }
}
