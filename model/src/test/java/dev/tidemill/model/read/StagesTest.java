package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.check.FindingsText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagesTest {

  private static final String FILE =
      """
      pipeline: shop
      parameters: { wait: 5s, word: { type: string, default: 7 } }
      stores: { users: { partitionKey: id, ttl: until } }
      streams: { log: { columns: { id: string }, retention: "${wait}" } }
      functions:
        F:
          handler: a.F
          code: a.jar
          memory: 256MB
          timeout: "${wait}"
          uses: [users, log]
          environment: { WORD: "${word}-${stage}-${pipeline}", HOME: "${env:HOME}", COST: "$${x} $" }
          schedule: rate(1 day)
      stages:
        prod:
          parameters: { wait: 9s }
          stores: { users: { ttl: null } }
          functions: { F: { memory: 1GB, uses: { users: read }, schedule: { timezone: Asia/Tokyo } } }
          schedules: { extra: { expression: rate(2 days), function: F, input: { a: [1, "2", "${wait}", yes, 2.5] } } }
        test:
          functions: { F: { schedule: cron(0 3 * * ? *), memory: "${size}" } }
      """;

  @TempDir Path folder;

  private Pipeline read(String stage, Map<String, String> set) {
    Checked checked = Reads.text(folder, FILE.replace(", memory: \"${size}\"", ""), stage, set);
    assertThat(FindingsText.lines(checked.findings())).isEmpty();
    return checked.pipeline().orElseThrow();
  }

  @Test
  void readsTheFileAloneLocally() {
    Pipeline pipeline = read("local", Map.of());
    Function function = pipeline.functions().get("F");

    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(function.uses())
        .containsExactly(Map.entry("users", Access.READ_WRITE), Map.entry("log", Access.WRITE));
    assertThat(function.environment())
        .hasToString("{WORD=7-local-shop, HOME=/home/a, COST=${x} $}");
    assertThat(pipeline.stores().get("users").ttl()).contains("until");
    assertThat(pipeline.schedules().keySet()).containsExactly("F");
    assertThat(pipeline.parameters())
        .containsEntry("wait", Duration.ofSeconds(5))
        .containsEntry("word", "7");
  }

  @Test
  void mergesMappingsReplacesValuesAndTakesBack() {
    Pipeline pipeline = read("prod", Map.of());
    Function function = pipeline.functions().get("F");

    assertThat(function.memory()).isEqualTo(new DataSize(1L << 30));
    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(function.uses())
        .containsExactly(Map.entry("users", Access.READ), Map.entry("log", Access.WRITE));
    assertThat(pipeline.stores().get("users").ttl()).isEmpty();
    assertThat(pipeline.streams().get("log").retention()).isEqualTo(Duration.ofSeconds(9));
    assertThat(pipeline.schedules().get("F").expression().text()).isEqualTo("rate(1 day)");
    assertThat(pipeline.schedules().get("F").timezone()).hasToString("Asia/Tokyo");
    assertThat(pipeline.schedules().get("extra").input())
        .contains("{\"a\":[1,\"2\",\"9s\",\"yes\",2.5]}");
  }

  @Test
  void letsOptionsWinOverStages() {
    Function function = read("prod", Map.of("wait", "12s")).functions().get("F");

    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void blamesTheOptionForItsValue() {
    Checked checked = Reads.text(folder, FILE, "prod", Map.of("wait", "soon"));

    assertThat(FindingsText.lines(checked.findings()))
        .contains(folder + "/pipeline.yaml:4:55  [bad-unit] retention: 'soon' is not a duration");
  }

  @Test
  void findsMistakesInStagesThatWereNotAskedFor() {
    List<String> lines = FindingsText.lines(Reads.text(folder, FILE).findings());

    assertThat(lines)
        .contains(folder + "/pipeline.yaml:21:60  [unknown-parameter] no parameter 'size'");
  }

  @Test
  void findsMistakesThatTheStageHides() {
    String text =
        """
        pipeline: shop
        functions: { F: { handler: a.F, code: a.jar, memory: 1MB } }
        stages: { prod: { functions: { F: { memory: 1GB } } } }
        """;

    assertThat(Reads.brief(Reads.text(folder, text, "prod", Map.of())))
        .containsExactly("2:54 out-of-range");
  }

  @Test
  void leavesWhatTheOtherStagesSetToThem() {
    String text =
        """
        pipeline: shop
        parameters: { a: 1 }
        build: make ${a}
        stages: { prod: { parameters: { a: "${env:ONLY_THERE}" }, aws: { region: eu-west-1 } } }
        """;

    assertThat(Reads.brief(Reads.text(folder, text))).isEmpty();
    assertThat(Reads.brief(Reads.text(folder, text, "prod", Map.of())))
        .containsExactly("4:36 parameter-unset");
  }

  @Test
  void replacesATriggerByAnother() {
    String text =
        """
        pipeline: shop
        streams: { s: { columns: { a: int } } }
        tables: { t: {} }
        jobs:
          j:
            every: 60s
            nodes: { s: { source: stream, stream: s }, t: { target: table, input: s, table: t } }
        stages:
          slow: { jobs: { j: { schedule: rate(1 hour) } } }
          quick: { jobs: { j: { every: 1s } } }
          wrong: { jobs: { j: { nodes: {} } } }
        """;

    assertThat(Reads.brief(Reads.text(folder, text))).containsExactly("11:25 fixed-in-stage");
    String right = text.replaceAll("  wrong.*\n", "");
    Pipeline slow = Reads.text(folder, right, "slow", Map.of()).pipeline().orElseThrow();
    assertThat(slow.jobs().get("j").every()).isEmpty();
    assertThat(slow.schedules().get("j").target())
        .isEqualTo(new Schedule.Target(Schedule.Kind.JOB, "j"));
    assertThat(
            Reads.text(folder, right, "quick", Map.of())
                .pipeline()
                .orElseThrow()
                .jobs()
                .get("j")
                .every())
        .contains(Duration.ofSeconds(1));
  }
}
