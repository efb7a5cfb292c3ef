package dev.tidemill.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.Captured;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.up.RecordedUp;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside a pipeline that is up. */
class RunningCommandsTest {

  @TempDir Path folder;
  private final RecordedUp up = new RecordedUp();
  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("pipeline.yaml"), "pipeline: approvals\n");
    DataFolder data = new DataFolder(folder.resolve(".tidemill/local"));
    Files.createDirectories(data.root());
    server = ApiServer.start(up, () -> "", data, new ApiServer.Port(0, true));
    server.announce(Instant.now());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellTheStatus() {
    Captured status = run("status");
    assertThat(status.out().lines().limit(5))
        .containsExactly(
            "approvals, stage local, up since 2026-11-13T09:04:00Z, process 4711, http://127.0.0.1:7070",
            "bootstrap servers  127.0.0.1:9092",
            "part    state  address                 pid  log",
            "broker  up     127.0.0.1:9092         4721  /data/local/logs/x.log",
            "stores  up     http://127.0.0.1:8001  4722  /data/local/logs/x.log");
    assertThat(status.out()).contains("PutUser          1,204").contains("next     ApproveRem");
    assertThat(status.err()).isEmpty();
    assertThat(run("status", "--json").out())
        .startsWith("{\n  \"pipeline\" : \"approvals\",\n  \"stage\" : \"local\",")
        .contains("\"p95Milliseconds\" : 6.2,", "\"pid\" : 4721,");
  }

  @Test
  void callAFunctionAndPrintItsAnswerAsItIs() throws IOException {
    Files.writeString(folder.resolve("user.json"), "{\"userId\":\"ü\"}");
    Captured good = run("invoke", "PutUser", "-e", "user.json");
    assertThat(good.status()).isZero();
    assertThat(good.out()).isEqualTo("{\"userId\":\"u-17\",  \"stored\":true}\n");
    assertThat(good.err())
        .isEqualTo("ok in 2.3 ms, cold start 612 ms, 71 of 512 MB, request 5f0c9a52\n");
    Files.writeString(folder.resolve("bad.json"), "{\"bad\":1}");
    Captured bad = run("invoke", "PutUser", "-e", "bad.json");
    assertThat(bad.status()).isEqualTo(Status.FAILED);
    assertThat(bad.out()).isEqualTo("{\"errorType\":\"InvalidUser\"}\n");
    assertThat(bad.err())
        .isEqualTo("failed with InvalidUser in 2.3 ms, 71 of 512 MB, request 5f0c9a52\n");
    assertThat(run("invoke", "PutUser", "--async").out()).isEqualTo("{\"requestId\":\"77aa\"}\n");
    assertThat(up.asked)
        .containsExactly(
            "invoke PutUser {\"userId\":\"ü\"}", "invoke PutUser {\"bad\":1}", "accept PutUser {}");
    Captured none = run("invoke", "PutUser", "-e", "none.json");
    assertThat(none.status()).isEqualTo(Status.WRONG);
    assertThat(none.err()).isEqualTo("tidemill: no file '" + folder.resolve("none.json") + "'\n");
  }

  @Test
  void startStopAndListJobs() {
    assertThat(run("job", "start", "nightly", "--adopt", "old").out())
        .isEqualTo("run jr_2 of nightly starts\n");
    Captured waited = run("job", "start", "nightly", "--wait");
    assertThat(waited.status()).isEqualTo(Status.FAILED);
    assertThat(waited.out())
        .isEqualTo(
            """
            run   state   started                took  batches   in  out  trigger  error
            jr_2  FAILED  2026-11-13T10:04:00Z  2.0 s        3  313  300  by hand  [rolled-back] the table was rolled back
            """);
    assertThat(run("job", "stop", "nightly", "--wait").err()).isEqualTo("nightly is stopped\n");
    assertThat(run("job", "runs", "nightly", "--json").out()).contains("\"runId\" : \"jr_2\"");
    assertThat(up.asked)
        .containsExactly(
            "start nightly JobStart[adopt=Optional[old], redo=false, goOn=false]",
            "start nightly JobStart[adopt=Optional.empty, redo=false, goOn=false]",
            "stop nightly and wait");
  }

  @Test
  void passRefusalsOn() {
    Captured busy = run("job", "start", "busy");
    assertThat(busy.status()).isEqualTo(Status.WRONG);
    assertThat(busy.err()).isEqualTo("tidemill: [concurrent-runs] job busy runs already\n");
  }

  @Test
  void tellWhatBecameOfEachDeadLetter() {
    Captured done = run("redrive", "stream", "function-log", "--id", "a", "--id", "b");
    assertThat(done.out())
        .isEqualTo(
            """
            id                 outcome     detail
            function-log/0/17  delivered
            function-log/0/18  dead again  no JSON\\nat all
            """);
    assertThat(up.asked).containsExactly("redrive stream function-log [a, b]");
  }

  @Test
  void askItsTablesAndItsClock() {
    Captured answer = run("query", "SELECT 1");
    assertThat(answer.out())
        .isEqualTo(
            """
            functionName  average
            PutUser          2.50
            """);
    assertThat(answer.err()).isEqualTo("asks stage local at " + server.address() + "\n");
    assertThat(run("schedules").out())
        .isEqualTo(
            """
            ApproveReminder  cron(15 3 * * ? *) Europe/Berlin → function ApproveReminder
              Sat 2026-11-14 03:15 +01:00  2026-11-14T02:15:00Z
            """);
  }

  @Test
  void refuseASecondUp() {
    Captured second = run("up");
    assertThat(second.status()).isEqualTo(Status.CANNOT);
    assertThat(second.err())
        .isEqualTo(
            "tidemill: it is up already: %s, process %d%n"
                .formatted(server.address(), ProcessHandle.current().pid()));
  }

  @Test
  void sayThatNoneIsUp() {
    server.close();
    for (String command : List.of("status", "invoke F --async", "job runs j", "redrive stream s")) {
      Captured none = run(command.split(" "));
      assertThat(none.status()).as(command).isEqualTo(Status.CANNOT);
      assertThat(none.err())
          .isEqualTo(
              "tidemill: nothing is up in "
                  + folder.resolve(".tidemill/local")
                  + ": 'tidemill up' starts it\n");
    }
  }

  @Test
  void sayAtRestThatThereIsNoSuchFunction() {
    server.close();
    Captured none = run("invoke", "F");
    assertThat(none.status()).isEqualTo(Status.WRONG);
    assertThat(none.err()).isEqualTo("tidemill: no function 'F': there is none\n");
  }

  private Captured run(String... command) {
    List<String> line = new ArrayList<>(List.of("-C", folder.toString()));
    line.addAll(List.of(command));
    return Captured.run(line.toArray(String[]::new));
  }
}
