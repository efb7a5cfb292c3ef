package dev.tidemill.runtime.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.QueryResult;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.ApiServer.Port;
import dev.tidemill.runtime.process.WorldException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command asks arrives as it was meant, and the answer comes back the same. */
class ApiClientTest {

  @TempDir Path folder;
  private ScriptedOperations operations;
  private ApiServer server;
  private ApiClient client;

  @BeforeEach
  void start() {
    operations = new ScriptedOperations(folder);
    DataFolder data = new DataFolder(folder);
    server = ApiServer.start(operations, () -> "", data, new Port(0, true));
    server.announce(Instant.now());
    client = new ApiClient(Endpoint.find(data).orElseThrow());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsWhatItIsTold() {
    assertThat(client.status()).isEqualTo(operations.status());
    assertThat(client.schedules(3)).isEqualTo(operations.schedules(3));
    assertThat(client.runs("executions", 5)).isEqualTo(operations.runs("executions", 5));
    assertThat(client.functionLog("PutUser")).isEqualTo(operations.functionLog("PutUser"));
    assertThat(client.jobLog("executions")).isEqualTo(operations.jobLog("executions"));
  }

  @Test
  void callsFunctions() throws InterruptedException {
    byte[] good = "{\"name\":\"Gülşen\"}".getBytes(UTF_8);
    byte[] bad = "{\"bad\":1}".getBytes(UTF_8);
    assertThat(client.invoke("PutUser", good)).isEqualTo(operations.invoke("PutUser", good));
    assertThat(client.invoke("PutUser", bad)).isEqualTo(operations.invoke("PutUser", bad));
    assertThat(client.accept("PutUser", good)).isEqualTo("77aa");
    assertThat(operations.asked)
        .containsExactly(
            "invoke {\"name\":\"Gülşen\"}",
            "invoke {\"name\":\"Gülşen\"}",
            "invoke {\"bad\":1}",
            "invoke {\"bad\":1}",
            "accept {\"name\":\"Gülşen\"}");
  }

  @Test
  void asksTables() {
    QueryResult result = client.query("SELECT 'ö'", 10);
    assertThat(result).isEqualTo(ScriptedOperations.ROWS);
    assertThat(operations.asked).containsExactly("query 10 SELECT 'ö'");
  }

  @Test
  void startsAndStopsJobsAndRedrives() throws InterruptedException {
    JobStart adopt = new JobStart(Optional.of("old"), false, false);
    assertThat(client.startJob("new", adopt)).isEqualTo("r2");
    client.stopJob("new", true);
    assertThat(client.redrive(DeadLetterKind.STREAM, "function-log", List.of("a/0/1")))
        .containsExactly(new Redriven("function-log/0/17", "dead again", "no JSON"));
    assertThat(operations.asked)
        .containsExactly("start " + adopt, "stop new true", "redrive STREAM function-log [a/0/1]");
  }

  @Test
  void passesRefusalsOn() {
    assertThatThrownBy(() -> client.startJob("busy", JobStart.PLAIN))
        .isInstanceOf(OperationException.class)
        .hasMessage("job busy runs already")
        .extracting(e -> ((OperationException) e).code())
        .isEqualTo("concurrent-runs");
  }

  @Test
  void saysWhoDoesNotAnswer() {
    server.close();
    assertThatThrownBy(client::status)
        .isInstanceOf(WorldException.class)
        .hasMessageMatching("http://127.0.0.1:\\d+ \\(process \\d+\\) does not answer: .*");
  }
}
