package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.AsyncRetry;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.As;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.model.FunctionUrl.Auth;
import dev.tidemill.model.FunctionUrl.Cors;
import dev.tidemill.model.Job;
import dev.tidemill.model.Job.After;
import dev.tidemill.model.Job.When;
import dev.tidemill.model.Maintenance;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import dev.tidemill.model.RuntimeSettings;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Schedule.Missed;
import dev.tidemill.model.Schedule.RetryPolicy;
import dev.tidemill.model.Table;
import dev.tidemill.model.check.FindingsText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a pipeline that stays up, given and left out. */
class LivingKeysTest {

  private static final String GIVEN =
      """
      pipeline: shop
      streams: { log: { columns: { id: string } }, lost: { columns: { id: string } } }
      functions:
        Given:
          handler: app.handle
          code: app
          runtime: python3.13
          command: python3 app/main.py
          concurrency: 3
          url: { auth: none, cors: { allowOrigins: "*", allowMethods: [GET, PUT], maxAge: 1h } }
          retry: { attempts: 0, maximumEventAge: 1m }
          onFailure: lost
          samples: { file: samples/a.ndjson, as: url }
        Plain: { handler: a.B, code: a.jar, runtime: java21, url: true }
        Hidden: { handler: a.B, code: a.jar, runtime: java25, url: false }
      schedules:
        given:
          { expression: rate(1 day), stream: log, start: 2026-12-01T00:00:00Z, end: 2026-12-31T00:00:00Z, window: 15m, group: nightly,
            retry: { attempts: 7, maximumEventAge: 24h }, deadLetters: false, enabled: false, missed: runAll, deleteAfterCompletion: true }
        plain: { expression: rate(1 day), stream: log }
      tables: { t: {}, u: { maintenance: none }, v: { maintenance: { compactEvery: 2h } }, w: {} }
      jobs:
        first:
          schedule: rate(1 hour)
          timeout: 20m
          retries: 2
          maxConcurrentRuns: 3
          notifyDelayAfter: 10m
          nodes: { s: { source: stream, stream: log }, t: { target: table, input: s, table: t } }
        second: { after: first, nodes: { s: { source: stream, stream: log }, t: { target: table, input: s, table: u } } }
        third:
          after: { jobs: [first, second], when: any, state: FAILED }
          nodes: { s: { source: stream, stream: log }, t: { target: table, input: s, table: v } }
        byHand: { nodes: { s: { source: stream, stream: log }, t: { target: table, input: s, table: w } } }
      runtime: { port: 8080, state: "jdbc:postgresql://db/tm?password=${secret:db}", history: 7d, spark: { conf: { spark.sql.shuffle.partitions: 4 } } }
      """;

  @TempDir Path folder;

  private Checked checked(String text) {
    Reads.samples(folder, "a.ndjson");
    Checked checked = Reads.text(folder, text);
    assertThat(FindingsText.lines(checked.findings())).isEmpty();
    return checked;
  }

  private Pipeline read() {
    return checked(GIVEN).pipeline().orElseThrow();
  }

  @Test
  void readsFunctions() {
    Function given = read().functions().get("Given");
    assertThat(given.command()).contains("python3 app/main.py");
    assertThat(given.concurrency()).isEqualTo(OptionalInt.of(3));
    assertThat(given.url())
        .contains(
            new FunctionUrl(
                Auth.NONE,
                Optional.of(
                    new Cors(
                        List.of("*"),
                        List.of("GET", "PUT"),
                        List.of(),
                        List.of(),
                        false,
                        Optional.of(Duration.ofHours(1))))));
    assertThat(given.retry()).isEqualTo(new AsyncRetry(0, Duration.ofMinutes(1)));
    assertThat(given.onFailure()).contains("lost");
    assertThat(given.samples().get(0).as()).isEqualTo(As.URL);

    Function plain = read().functions().get("Plain");
    assertThat(plain.runtime()).isEqualTo("java21");
    assertThat(plain.command()).isEmpty();
    assertThat(plain.concurrency()).isEmpty();
    assertThat(plain.url()).contains(new FunctionUrl(Auth.IAM, Optional.empty()));
    assertThat(plain.retry()).isEqualTo(new AsyncRetry(2, Duration.ofHours(6)));
    assertThat(plain.onFailure()).isEmpty();
    assertThat(read().functions().get("Hidden").url()).isEmpty();
  }

  @Test
  void readsSchedules() {
    Schedule given = read().schedules().get("given");
    assertThat(given.start()).contains(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(given.end()).contains(Instant.parse("2026-12-31T00:00:00Z"));
    assertThat(given.window()).contains(Duration.ofMinutes(15));
    assertThat(given.group()).isEqualTo("nightly");
    assertThat(given.retry()).isEqualTo(new RetryPolicy(7, Duration.ofDays(1)));
    assertThat(given.deadLetters()).isFalse();
    assertThat(given.enabled()).isFalse();
    assertThat(given.missed()).isEqualTo(Missed.RUN_ALL);
    assertThat(given.deleteAfterCompletion()).isTrue();

    Schedule plain = read().schedules().get("plain");
    assertThat(plain.start()).isEmpty();
    assertThat(plain.window()).isEmpty();
    assertThat(plain.group()).isEqualTo("shop-local");
    assertThat(plain.retry()).isEqualTo(new RetryPolicy(3, Duration.ofHours(1)));
    assertThat(plain.deadLetters()).isTrue();
    assertThat(plain.enabled()).isTrue();
    assertThat(plain.missed()).isEqualTo(Missed.RUN_ONCE);
    assertThat(plain.deleteAfterCompletion()).isFalse();
  }

  @Test
  void readsJobs() {
    Pipeline pipeline = read();
    Job first = pipeline.jobs().get("first");
    assertThat(pipeline.schedules().keySet()).containsExactly("first", "given", "plain");
    assertThat(pipeline.schedules().get("first").target())
        .isEqualTo(new Schedule.Target(Schedule.Kind.JOB, "first"));
    assertThat(first.timeout()).contains(Duration.ofMinutes(20));
    assertThat(first.retries()).isEqualTo(2);
    assertThat(first.maxConcurrentRuns()).isEqualTo(3);
    assertThat(first.notifyDelayAfter()).contains(Duration.ofMinutes(10));
    assertThat(pipeline.jobs().get("second").after())
        .contains(new After(List.of("first"), When.ALL, RunState.SUCCEEDED));
    assertThat(pipeline.jobs().get("third").after())
        .contains(new After(List.of("first", "second"), When.ANY, RunState.FAILED));

    Job byHand = pipeline.jobs().get("byHand");
    assertThat(byHand.every()).isEmpty();
    assertThat(byHand.after()).isEmpty();
    assertThat(byHand.timeout()).isEmpty();
    assertThat(byHand.retries()).isZero();
    assertThat(byHand.maxConcurrentRuns()).isEqualTo(1);
  }

  @Test
  void readsTablesAndTheRuntime() {
    Pipeline pipeline = read();
    assertThat(pipeline.tables().get("t").onSchemaChange()).isEqualTo(Table.OnSchemaChange.ADD);
    assertThat(pipeline.tables().get("t").maintenance())
        .contains(new Maintenance(Duration.ofHours(1), Duration.ofDays(7), Duration.ofDays(3)));
    assertThat(pipeline.tables().get("u").maintenance()).isEmpty();
    assertThat(pipeline.tables().get("v").maintenance())
        .contains(new Maintenance(Duration.ofHours(2), Duration.ofDays(7), Duration.ofDays(3)));

    RuntimeSettings given = pipeline.runtime();
    assertThat(given.port()).isEqualTo(8080);
    assertThat(given.portGiven()).isTrue();
    assertThat(given.state().orElseThrow().render(name -> "!" + name))
        .isEqualTo("jdbc:postgresql://db/tm?password=!db");
    assertThat(given.history()).isEqualTo(Duration.ofDays(7));
    assertThat(given.spark()).isEqualTo(Map.of("spark.sql.shuffle.partitions", "4"));

    assertThat(checked("pipeline: shop\n").pipeline().orElseThrow().runtime())
        .isEqualTo(
            new RuntimeSettings(7070, false, Optional.empty(), Duration.ofDays(30), Map.of()));
  }

  @Test
  void writesEveryDefaultOut() {
    String resolved = checked(GIVEN).resolved().orElseThrow();

    assertThat(checked(resolved).resolved()).contains(resolved);
    assertThat(resolved)
        .contains("    retry:\n      attempts: 3\n      maximumEventAge: 1h\n")
        .contains("    group: shop-local\n")
        .contains("    missed: runOnce\n")
        .contains("    url:\n      auth: iam\n")
        .contains("    retry:\n      attempts: 2\n      maximumEventAge: 6h\n")
        .contains("    after:\n      jobs:\n        - first\n      when: all\n")
        .contains("    maintenance: none\n")
        .contains("  state: jdbc:postgresql://db/tm?password=${secret:db}\n");
  }
}
