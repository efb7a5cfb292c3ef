package dev.tidemill.cli.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemill.cli.whole.Program.Ended;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.ApiClient;
import dev.tidemill.runtime.api.Endpoint;
import dev.tidemill.runtime.api.Operations;
import dev.tidemill.runtime.api.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The example, up: talked to, changed, drained and started again. The tests are one story. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodName.class)
class UpTest {

  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String USER =
      "{\"userId\":\"u-0900\",\"firstName\":\"Ada\",\"lastName\":\"Lovelace\","
          + "\"email\":\"ada.lovelace@tidemill.example\",\"department\":\"Engineering\","
          + "\"approverId\":\"u-0002\",\"joinedOn\":\"2024-08-11\",\"weeklyHours\":38.5}";

  private Path project;
  private DataFolder data;
  private Program program;

  @BeforeAll
  void startsUp(@TempDir Path folder) throws IOException {
    project = Projects.approvals(folder);
    change("every: 60s", "every: 1s");
    data = new DataFolder(project.resolve(".tidemill/local"));
    start();
  }

  @AfterAll
  void ends() {
    program.process().destroyForcibly();
  }

  @Test
  void a_saysWhereEverythingIs() throws Exception {
    assertThat(program.outSoFar())
        .containsPattern("broker +127\\.0\\.0\\.1:\\d+")
        .containsPattern("approvals.* ready in [0-9.]+ s");
    Ended status = Program.run(project, "status", "--json");
    assertThat(status.status()).as(status.toString()).isZero();
    String broker = part("broker").address();
    assertThat(status.out()).contains("\"" + broker + "\"");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      assertThat(admin.listTopics().names().get()).contains("function-log", "reminders");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.root().resolve("up.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void b_aCallBecomesARow() throws Exception {
    Path event = Files.writeString(project.resolve("user.json"), USER);
    Ended call = Program.run(project, "invoke", "PutUser", "-e", event.toString());
    assertThat(call.status()).as(call.toString()).isZero();
    assertThat(call.err()).startsWith("ok in ");
    Path bad = Files.writeString(project.resolve("bad.json"), "{\"userId\":\"u-901\"}");
    Ended refused = Program.run(project, "invoke", "PutUser", "-e", bad.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).contains("InvalidUser");

    await().atMost(LONG).until(() -> executions() == 2);
    Ended query = Program.run(project, "query", "--csv", "SELECT count(*) n FROM executions");
    assertThat(query.out()).as(query.toString()).isEqualTo("n\n2\n");
  }

  @Test
  void b_theBillTakesWhatIsMeasured() throws Exception {
    Ended cost = Program.run(project, "cost", "--stage", "prod", "--measured");
    assertThat(cost.status()).as(cost.toString()).isZero();
    assertThat(cost.out())
        .containsPattern("measured in stage local, up for [0-9ms .]+s\\n")
        .containsPattern("function PutUser +2 calls of [0-9.]+ ms, [0-9]+ MB at most")
        .containsPattern("stream function-log +2 messages of [0-9]+ B")
        .containsPattern("table executions +2 rows of [0-9,]+ B")
        .containsPattern("job executions +[12] batch(es)? of ")
        .containsPattern("PutUser calls .* measured\\n")
        .containsPattern("PutUser time .* ms a call measured, 512 MB")
        .containsPattern("data files .*2 of 3 tables as measured")
        .contains(
            "nothing measured of function ApproveReminder, stream reminders, table reminders, job"
                + " reminders: taken as without --measured, not as nothing");
  }

  @Test
  void c_aSecondOneOnTheFolderIsRefusedWithTheFirstOnesAddress() throws Exception {
    Ended second = Program.run(project, "up");

    assertThat(second.status()).isEqualTo(3);
    assertThat(second.err()).contains(endpoint().address().toString());
  }

  @Test
  void d_aChangedDefinitionIsAppliedAndAWrongOneIsNot() throws Exception {
    change("condition: executionTime >= 0", "condition: executionTime >= 0 AND status = 'OK'");
    awaitOutput("definition: changed: ");
    change("condition: executionTime", "condition: executionTim");
    awaitOutput("the one from before goes on");
    assertThat(program.outSoFar()).containsPattern("pipeline.yaml:\\d+:\\d+ \\[");
    change("condition: executionTim ", "condition: executionTime ");
    change("partitions: 2", "partitions: 1");
    awaitOutput(":5 [shrinks]");
    change("partitions: 1", "partitions: 2");

    up().invoke("PutUser", USER.getBytes(UTF_8));
    await().atMost(LONG).until(() -> executions() == 3);
  }

  @Test
  void e_whatIsKilledIsStartedAgain() throws Exception {
    Status.Part before = part("broker");
    ProcessHandle.of(before.pid().getAsLong()).orElseThrow().destroyForcibly();

    await()
        .atMost(LONG)
        .until(
            () -> {
              Status.Part now = part("broker");
              return now.state() == Status.PartState.UP && !now.pid().equals(before.pid());
            });
    assertThat(part("broker").address()).isEqualTo(before.address());
    up().invoke("PutUser", USER.getBytes(UTF_8));
    await().atMost(LONG).until(() -> executions() == 4);
  }

  @Test
  void f_drainsAtSigtermAndGoesOnAfterTheNextStart() throws Exception {
    program.process().destroy();
    assertThat(program.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    Ended ended = program.await();
    assertThat(ended.status()).as(ended.toString()).isZero();
    assertThat(Endpoint.find(data)).isEmpty();

    start();
    up().invoke("PutUser", USER.getBytes(UTF_8));
    await().atMost(LONG).until(() -> executions() == 5);
  }

  private void start() throws IOException {
    program = Program.start(project, "up");
    await()
        .atMost(LONG)
        .until(() -> Endpoint.find(data).isPresent() || !program.process().isAlive());
    assertThat(program.process().isAlive()).as(program.toString()).isTrue();
  }

  private void change(String from, String to) throws IOException {
    Path file = project.resolve("pipeline.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private void awaitOutput(String text) {
    await().atMost(LONG).until(() -> program.outSoFar().contains(text));
  }

  private Endpoint endpoint() {
    return Endpoint.find(data).orElseThrow();
  }

  private Operations up() {
    return new ApiClient(endpoint());
  }

  private Status.Part part(String name) {
    return up().status().parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private long executions() {
    return ((Number) up().query("SELECT count(*) FROM executions", 1).rows().get(0).get(0))
        .longValue();
  }
}
