package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Alarm;
import dev.tidemill.model.Alarm.Bound;
import dev.tidemill.model.Alarm.Kind;
import dev.tidemill.model.Alarm.Measure;
import dev.tidemill.model.Alarm.Metric;
import dev.tidemill.model.Alarm.Missing;
import dev.tidemill.model.AwsSettings;
import dev.tidemill.model.AwsSettings.Network;
import dev.tidemill.model.AwsSettings.Removal;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.FunctionAws.Architecture;
import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Load;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.value.Rate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of what is deployed or lies outside, given and left out. */
class AwsKeysTest {

  private static final String NODES =
      "nodes: { s: { source: stream, stream: log }, t: { target: table, input: s, table: %s } } }\n";

  private static final String GIVEN =
      """
      pipeline: shop
      connections:
        office:
          type: kafka
          bootstrapServers: "a.example:9092, [::1]:9093"
          authentication: scram
          username: shop
          password: "${secret:kafka}"
          caCertificate: ca.pem
          properties: { client.dns.lookup: use_all_dns_ips, retries: 3 }
        mutual: { type: kafka, bootstrapServers: "b:9093", authentication: tls, clientCertificate: own.pem, clientKey: "${secret:key}" }
        open: { type: kafka, bootstrapServers: "c:9092" }
      streams:
        log: { columns: { id: string } }
        far: { columns: { id: string }, connection: office }
      functions:
        Given: { handler: a.B, code: a.jar, uses: log, aws: { snapStart: false, architecture: arm64, internet: true, logRetention: 7d } }
        Plain: { handler: a.B, code: a.jar, uses: log, schedule: rate(1 day) }
      tables: { a: {}, b: {}, c: {}, d: {} }
      jobs:
      """
          + "  shared: { every: 60s, "
          + NODES.formatted("a")
          + "  own: { every: 60s, aws: { workers: 4 }, "
          + NODES.formatted("b")
          + "  batch: { schedule: rate(1 hour), "
          + NODES.formatted("c")
          + "  large: { aws: { workerType: R.2X, workers: 9 }, "
          + NODES.formatted("d")
          + """
      alarms:
        waiting: { metric: job.shared.lagTime, above: 5m, for: 10m, missing: alarm, notify: night@example.com }
        quiet: { metric: function.Given.invocations, below: 1 }
        odd: { metric: job.own.rowsOut, anomaly: 2.5 }
        late: { metric: schedule.Plain.failures, above: 0 }
      notify: [team@example.com, "arn:aws:sns:eu-central-1:012345678901:team"]
      budget: 150.50 USD
      load: { log: { rate: 100/s, size: 2KB, peak: 9000/m }, Given: 5/h }
      aws:
        region: eu-central-1
        account: 012345678901
        streams: { type: msk, brokerType: kafka.m7g.large, brokers: 3, storage: 200GB, authentication: scram }
        glue: { workerType: G.2X, workers: 3, maintenanceWindow: Sun:3 }
        athena: { scanLimit: 1GB }
        network: { vpc: vpc-0123456789abcdef0, subnets: [subnet-01234567, subnet-89abcdef, subnet-00000000] }
        encryption: arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab
        removal: destroy
        logRetention: 90d
        alarms: none
        tags: { team: data, "cost centre": 7 }
      """;

  @TempDir Path folder;

  private Checked checked(String text) {
    try {
      Files.writeString(folder.resolve("ca.pem"), "");
      Files.writeString(folder.resolve("own.pem"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Checked checked = Reads.text(folder, text);
    assertThat(FindingsText.lines(checked.findings())).isEmpty();
    return checked;
  }

  private Pipeline read(String text) {
    return checked(text).pipeline().orElseThrow();
  }

  @Test
  void readsConnections() {
    Pipeline pipeline = read(GIVEN);
    assertThat(pipeline.connections().keySet()).containsExactly("office", "mutual", "open");
    KafkaConnection office = (KafkaConnection) pipeline.connections().get("office");
    assertThat(office.bootstrapServers()).isEqualTo("a.example:9092,[::1]:9093");
    assertThat(office.authentication()).isEqualTo(KafkaConnection.Authentication.SCRAM);
    assertThat(office.username().orElseThrow()).hasToString("shop");
    assertThat(office.password().orElseThrow()).hasToString("${secret:kafka}");
    assertThat(office.password().orElseThrow().render(name -> "!" + name)).isEqualTo("!kafka");
    assertThat(office.caCertificate()).contains(folder.toAbsolutePath().resolve("ca.pem"));
    assertThat(office.properties())
        .containsExactly(
            Map.entry("client.dns.lookup", "use_all_dns_ips"), Map.entry("retries", "3"));

    KafkaConnection mutual = (KafkaConnection) pipeline.connections().get("mutual");
    assertThat(mutual.clientCertificate()).contains(folder.toAbsolutePath().resolve("own.pem"));
    assertThat(mutual.clientKey().orElseThrow()).hasToString("${secret:key}");

    KafkaConnection open = (KafkaConnection) pipeline.connections().get("open");
    assertThat(open)
        .isEqualTo(
            new KafkaConnection(
                "open",
                Optional.empty(),
                "c:9092",
                KafkaConnection.Authentication.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                open.position()));
    assertThat(pipeline.streams().get("far").connection()).contains("office");
    assertThat(pipeline.streams().get("log").connection()).isEmpty();
  }

  @Test
  void readsFunctionsAndJobs() {
    Pipeline pipeline = read(GIVEN);
    assertThat(pipeline.functions().get("Given").aws())
        .isEqualTo(new FunctionAws(false, Architecture.ARM64, true, Duration.ofDays(7)));
    assertThat(pipeline.functions().get("Plain").aws())
        .isEqualTo(new FunctionAws(true, Architecture.X86_64, false, Duration.ofDays(90)));
    assertThat(pipeline.jobs().get("shared").aws())
        .isEqualTo(new GlueSettings(true, "G.2X", 3, Optional.of("Sun:3")));
    assertThat(pipeline.jobs().get("own").aws())
        .isEqualTo(new GlueSettings(false, "G.2X", 4, Optional.of("Sun:3")));
    assertThat(pipeline.jobs().get("batch").aws())
        .isEqualTo(new GlueSettings(false, "G.2X", 3, Optional.empty()));
    assertThat(pipeline.jobs().get("large").aws())
        .isEqualTo(new GlueSettings(false, "R.2X", 9, Optional.empty()));

    Pipeline plain = read(GIVEN.substring(0, GIVEN.indexOf("alarms:")));
    assertThat(plain.functions().get("Plain").aws()).isEqualTo(FunctionAws.DEFAULT);
    assertThat(plain.jobs().get("shared").aws()).isEqualTo(GlueSettings.DEFAULT);
    assertThat(plain.jobs().get("batch").aws()).isEqualTo(GlueSettings.BATCH);
    assertThat(plain.jobs().get("own").aws())
        .isEqualTo(new GlueSettings(false, "G.025X", 4, Optional.empty()));
  }

  @Test
  void readsAlarmsBudgetAndLoad() {
    Pipeline pipeline = read(GIVEN);
    List<String> team = List.of("team@example.com", "arn:aws:sns:eu-central-1:012345678901:team");
    assertThat(pipeline.recipients()).isEqualTo(team);
    Alarm waiting = pipeline.alarms().get("waiting");
    assertThat(waiting)
        .isEqualTo(
            new Alarm(
                "waiting",
                Optional.empty(),
                new Metric(Kind.JOB, "shared", Measure.LAG_TIME),
                new Bound.Longer(Duration.ofMinutes(5)),
                Duration.ofMinutes(10),
                Missing.ALARM,
                List.of("night@example.com"),
                waiting.position()));
    Alarm quiet = pipeline.alarms().get("quiet");
    assertThat(quiet.bound()).isEqualTo(new Bound.Below(1));
    assertThat(quiet.period()).isEqualTo(Duration.ofMinutes(5));
    assertThat(quiet.missing()).isEqualTo(Missing.OK);
    assertThat(quiet.recipients()).isEqualTo(team);
    assertThat(pipeline.alarms().get("odd").bound()).isEqualTo(new Bound.Anomaly(2.5));
    assertThat(pipeline.alarms().get("late").metric())
        .isEqualTo(new Metric(Kind.SCHEDULE, "Plain", Measure.FAILURES));
    assertThat(pipeline.budget().orElseThrow().monthly().amount()).isEqualByComparingTo("150.50");
    assertThat(pipeline.budget().orElseThrow().recipients()).isEqualTo(team);
    assertThat(pipeline.load().keySet()).containsExactly("log", "Given");
    Load log = pipeline.load().get("log");
    assertThat(log)
        .isEqualTo(
            new Load(
                new Rate(100, Duration.ofSeconds(1)),
                new DataSize(2048),
                new Rate(9000, Duration.ofMinutes(1)),
                log.position()));
    assertThat(pipeline.load().get("Given").peak()).isEqualTo(new Rate(5, Duration.ofHours(1)));
    assertThat(pipeline.load().get("Given").size()).isEqualTo(new DataSize(500));
  }

  @Test
  void readsWhatOnlyAwsKnows() {
    AwsSettings aws = read(GIVEN).aws();
    assertThat(aws)
        .isEqualTo(
            new AwsSettings(
                Optional.of("eu-central-1"),
                Optional.of("012345678901"),
                new AwsStreams.Provisioned(
                    "kafka.m7g.large", 3, DataSize.ofGigabytes(200), Authentication.SCRAM),
                new GlueSettings(true, "G.2X", 3, Optional.of("Sun:3")),
                new AwsSettings.Athena(DataSize.ofGigabytes(1)),
                new Network(
                    Optional.of("vpc-0123456789abcdef0"),
                    List.of("subnet-01234567", "subnet-89abcdef", "subnet-00000000"),
                    3),
                Optional.of(
                    "arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                Removal.DESTROY,
                Duration.ofDays(90),
                false,
                Map.of("team", "data", "cost centre", "7"),
                aws.position()));
    assertThat(aws.tags().keySet()).containsExactly("team", "cost centre");
  }

  @Test
  void readsEachKindOfStreams() {
    assertThat(streams("msk-serverless")).isEqualTo(new AwsStreams.Serverless());
    assertThat(streams("kinesis")).isEqualTo(new AwsStreams.Kinesis());
    assertThat(streams("{ type: existing, connection: k }"))
        .isEqualTo(new AwsStreams.Existing("k"));
    assertThat(streams("msk")).isEqualTo(streams("{ type: msk }"));
  }

  private AwsStreams streams(String text) {
    String connections = "connections: { k: { type: kafka, bootstrapServers: \"k:9092\" } }\n";
    return read("pipeline: shop\n" + connections + "aws: { streams: " + text + " }\n")
        .aws()
        .streams();
  }

  @Test
  void makesDisksAsLargeAsTheLoadNeeds() {
    assertThat(storage("{ type: msk }", "")).isEqualTo("1GB");
    // 100/s x 500 B x 7 d x 2 copies / 2 brokers = 28.2 GB, and half as much again
    assertThat(storage("msk", "load: { s: 100/s }\n")).isEqualTo("43GB");
    assertThat(storage("{ type: msk, brokers: 4 }", "load: { s: 100/s }\n")).isEqualTo("32GB");
    assertThat(storage("msk", "load: { F: 100/s }\n")).isEqualTo("43GB");
    assertThat(storage("msk", "load: { s: 100/s, F: 100/s }\n")).isEqualTo("43GB");
    assertThat(storage("msk", "load: { s: { rate: 100/s, size: 1KB } }\n")).isEqualTo("87GB");
    assertThat(storage("{ type: msk, storage: 60GB }", "load: { s: 100/s }\n")).isEqualTo("60GB");
  }

  private String storage(String streams, String load) {
    String text =
        """
        pipeline: shop
        streams: { s: { columns: { functionName: string, requestId: string, executionTime: long, startedAt: timestamp, status: string, coldStart: boolean, errorType: string } } }
        functions: { F: { handler: a.F, code: a.jar, executionLog: s, concurrency: 4 } }
        """;
    AwsStreams read = read(text + load + "aws: { streams: " + streams + " }\n").aws().streams();
    return ((AwsStreams.Provisioned) read).storage().toString();
  }

  @Test
  void writesEveryDefaultOut() {
    String resolved = checked(GIVEN).resolved().orElseThrow();

    assertThat(checked(resolved).resolved()).contains(resolved);
    assertThat(resolved)
        .contains("    authentication: none\n")
        .contains("    password: ${secret:kafka}\n")
        .contains("    for: 5m\n    missing: ok\n")
        .contains("    rate: 5/h\n    size: 500B\n    peak: 5/h\n")
        .contains("budget:\n  monthly: 150.50 USD\n  notify:\n    - team@example.com\n")
        .contains("      internet: false\n      logRetention: 90d\n")
        .contains("    zones: 3\n");
    assertThat(checked("pipeline: shop\n").resolved().orElseThrow())
        .contains(
            """
            aws:
              streams:
                type: msk
                brokerType: kafka.t3.small
                brokers: 2
                authentication: iam
                storage: 1GB
              glue:
                shared: true
                workerType: G.025X
                workers: 2
              athena:
                scanLimit: 10GB
              network:
                zones: 2
              encryption: aws
              removal: retain
              logRetention: 30d
              alarms: standard
            """);
  }

  @Test
  void leavesTheKeysOfTheUserOutOfEveryMappingOfOurs() {
    String text =
        """
        pipeline: shop
        x-all: 1
        parameters: { days: { type: long, default: 2, x-all: 1 }, x-all: 1 }
        connections: { x-all: { type: kafka }, k: { type: kafka, bootstrapServers: "k:9092", x-all: 1 } }
        stores: { x-all: 1, users: { partitionKey: id, x-all: 1, indexes: { x-all: 1, byName: { partitionKey: name, x-all: 1 } } } }
        streams: { x-log: none, log: { columns: { x-id: string }, x-all: 1 } }
        functions:
          x-all: 1
          Put:
            x-all: 1
            handler: a.Put
            code: put.jar
            uses: { log: write, users: read, x-all: 1 }
            retry: { x-all: 1 }
            url: { auth: iam, x-all: 1, cors: { x-all: 1 } }
            aws: { x-all: 1 }
            environment: { DAYS: "${days}" }
        schedules: { x-all: 1, nightly: { expression: rate(1 day), function: Put, x-all: 1, retry: { x-all: 1 } } }
        tables: { x-all: 1, log: { x-all: 1, maintenance: { x-all: 1 } } }
        jobs:
          x-all: 1
          rows: { every: 1m, x-all: 1, aws: { x-all: 1 }, nodes: { x-all: 1, s: { source: stream, stream: log, x-all: 1 }, t: { target: table, input: s, table: log, x-all: 1 } } }
          later: { after: { jobs: [first], x-all: 1 }, nodes: { f: { source: files, path: in, format: csv, columns: { a: string }, options: { header: true, x-all: 1 } }, t: { target: files, input: f, path: out, format: csv } } }
          first: { nodes: { f: { source: files, path: in, format: csv, columns: { a: string } }, t: { target: files, input: f, path: out2, format: csv } } }
        alarms: { x-all: 1, behind: { metric: job.rows.lag, above: 2, x-all: 1 } }
        load: { x-all: 1, log: { rate: 10/s, x-all: 1 } }
        budget: { monthly: 3 USD, x-all: 1 }
        runtime: { x-all: 1, spark: { x-all: 1 } }
        aws: { x-all: 1, streams: { type: msk, x-all: 1 }, glue: { x-all: 1 }, athena: { x-all: 1 }, network: { x-all: 1 } }
        rehearsal: { x-all: 1 }
        stages: { x-all: 1, prod: { x-all: 1, load: { x-all: 1, log: 20/s }, functions: { Put: { uses: { x-all: 1 } } } } }
        """;

    Pipeline pipeline = read(text);

    assertThat(pipeline.connections().keySet()).containsExactly("k");
    assertThat(pipeline.streams().keySet()).containsExactly("log");
    assertThat(pipeline.streams().get("log").columns().find("x-id")).isPresent();
    assertThat(pipeline.stores().get("users").indexes().keySet()).containsExactly("byName");
    assertThat(pipeline.functions().get("Put").uses().keySet()).containsExactly("log", "users");
    assertThat(pipeline.load().keySet()).containsExactly("log");
    Pipeline prod = Reads.text(folder, text, "prod", Map.of()).pipeline().orElseThrow();
    assertThat(prod.load().keySet()).containsExactly("log");
    assertThat(prod.functions().get("Put").uses().keySet()).containsExactly("log", "users");
  }

  @Test
  void aNameInAListIsNoKeyOfTheUser() {
    String text =
        "pipeline: shop\nfunctions: { Put: { handler: a.Put, code: put.jar, uses: [x-all] } }\n";
    assertThat(String.join("\n", FindingsText.lines(Reads.text(folder, text).findings())))
        .contains("[unknown-name]", "what begins with 'x-' is yours and ignored: rename it");
  }

  @Test
  void readsAConnectionThatOneStageHas() {
    String text =
        """
        pipeline: shop
        streams: { log: { columns: { id: string } } }
        stages: { dev: { connections: { near: { type: kafka, bootstrapServers: "a:9092" } }, streams: { log: { connection: near } } } }
        """;

    Pipeline dev = Reads.text(folder, text, "dev", Map.of()).pipeline().orElseThrow();

    assertThat(dev.connections().keySet()).containsExactly("near");
    assertThat(dev.streams().get("log").connection()).contains("near");
  }

  @Test
  void readsAStageWithAnotherKafka() {
    Reads.samples(folder, "readings.ndjson");
    String text = Reads.resource("telemetry.yaml");

    Pipeline local = Reads.text(folder, text).pipeline().orElseThrow();
    Pipeline dev = Reads.text(folder, text, "dev", Map.of()).pipeline().orElseThrow();
    Pipeline prod = Reads.text(folder, text, "prod", Map.of()).pipeline().orElseThrow();

    assertThat(local.streams().get("readings").connection()).isEmpty();
    assertThat(dev.streams().get("readings").connection()).contains("office-kafka");
    assertThat(prod.load().get("readings").peak()).isEqualTo(new Rate(3000, Duration.ofSeconds(1)));
    assertThat(prod.budget().orElseThrow().recipients()).containsExactly("data-team@example.com");
    assertThat(prod.alarms().get("strange").bound()).isEqualTo(new Bound.Anomaly(2));
    assertThat(prod.aws().account()).contains("012345678901");
    assertThat(prod.aws().streams())
        .isEqualTo(
            new AwsStreams.Provisioned(
                "kafka.t3.small", 2, DataSize.ofGigabytes(20), Authentication.IAM));
  }
}
