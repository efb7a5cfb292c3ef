package dev.tidemill.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.Variant;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

  private final Deployment approvals = Deployment.of(Variant.PROD_MSK.read());
  private final Deployment everything = Deployment.of(Variant.EVERYTHING.read());

  @Test
  void runsAllJobsWithAWindowInOneRunAndKeepsItAlive() {
    assertThat(approvals.jobs())
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.name()).isEqualTo("approvals-prodmsk");
              assertThat(job.jobs()).containsExactly("executions", "function-stats", "reminders");
              assertThat(job.timeout()).isEmpty();
              assertThat(job.maxConcurrentRuns()).isOne();
              assertThat(job.settings().workerType()).isEqualTo("G.025X");
            });
    assertThat(approvals.schedules())
        .filteredOn(schedule -> schedule.id().equals("keeper"))
        .singleElement()
        .satisfies(
            keeper -> {
              assertThat(keeper.expression()).isEqualTo("rate(5 minutes)");
              assertThat(keeper.attempts()).isZero();
              assertThat(keeper.deadLetters()).isFalse();
              assertThat(keeper.input()).isEqualTo("{\"JobName\":\"approvals-prodmsk\"}");
            });
  }

  @Test
  void givesAJobWithSettingsOfItsOwnARunOfItsOwn() {
    assertThat(everything.jobs())
        .extracting(GlueJob::id)
        .containsExactly("large", "load", "export", "nightly");
    assertThat(everything.jobs())
        .extracting(GlueJob::streaming)
        .containsExactly(true, false, false, false);
    assertThat(everything.jobs().get(0).settings().workers()).isEqualTo(3);
    assertThat(everything.jobs().get(1).settings().workerType())
        .as("G.025X takes streams only")
        .isEqualTo("G.1X");
    assertThat(everything.jobs().get(1).timeout()).contains(Duration.ofMinutes(30));
    assertThat(everything.jobs().get(1).retries()).isEqualTo(2);
  }

  @Test
  void passesArgumentsByTheirFullNames() {
    assertThat(approvals.jobs().get(0).arguments())
        .containsEntry("--datalake-formats", "iceberg")
        .containsEntry("--class", "GlueApp")
        .containsEntry("--tidemill-jobs", "executions,function-stats,reminders")
        .containsEntry("--tidemill-kafka.sasl.mechanism", "AWS_MSK_IAM")
        .containsEntry("--tidemill-watch", "s3://${tidemill:Lake}/deployment.txt")
        .doesNotContainKeys("--user-jars-first", "--job-bookmark-option");
  }

  /** And of those not the ones that only another stage, or a default, speaks of. */
  @Test
  void passesVariablesOnThatTheDefinitionWasReadWith(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: shop
            description: of ${env:TEAM}, by ${env:BY:-nobody}
            streams: { visits: { columns: { id: long } } }
            tables: { rows: {} }
            jobs:
              copies:
                every: 1m
                nodes:
                  from: { source: stream, stream: visits }
                  to: { target: table, input: from, table: rows }
            stages:
              prod: { aws: { region: eu-central-1 } }
              test: { description: "${env:SECRET}" }
            """);
    Map<String, String> environment = Map.of("TEAM", "data", "SECRET", "s", "HOME", "/home/a");
    Pipeline pipeline =
        new DefinitionReader(NodeKinds.onClassPath(), environment::get)
            .read(file, "prod", Map.of())
            .pipeline()
            .orElseThrow();

    assertThat(Deployment.of(pipeline).jobs().get(0).arguments())
        .containsEntry("--tidemill-env.TEAM", "data")
        .doesNotContainKeys("--tidemill-env.BY", "--tidemill-env.SECRET", "--tidemill-env.HOME");
  }

  @Test
  void passesParametersOfTheCommandLineOn() {
    Deployment deployment =
        Deployment.of(Variant.PROD_MSK.read(), Map.of("reminderAfterDays", "7"));
    assertThat(deployment.jobs().get(0).arguments())
        .containsEntry("--tidemill-set.reminderAfterDays", "7");
  }

  @Test
  void copiesTopicsAsOftenAsThereAreBrokersButNotMoreThanThreeTimes() {
    assertThat(approvals.cluster().orElseThrow().topics())
        .extracting(KafkaTopic::name, KafkaTopic::partitions, KafkaTopic::replication)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("function-log", 2, 2),
            org.assertj.core.groups.Tuple.tuple("reminders", 1, 2));
    assertThat(everything.cluster().orElseThrow().topics())
        .as("with that of the bookmarks of what jobs send")
        .extracting(KafkaTopic::name)
        .containsExactly("placed", "large", "everything-prod-bookmarks");
  }

  @Test
  void makesANetworkOnlyWhereThereIsSomethingInIt() {
    assertThat(Deployment.of(new Variant("approvals", "devgiven").read()).network()).isEmpty();
    assertThat(approvals.network().orElseThrow().endpoints()).containsExactly("glue");
    assertThat(approvals.network().orElseThrow().nat()).isFalse();
    assertThat(everything.network().orElseThrow().nat()).isTrue();
    Network given = Deployment.of(Variant.PROD_GIVEN.read()).network().orElseThrow();
    assertThat(given.vpc()).contains("vpc-0123456789abcdef0");
    assertThat(given.endpoints()).as("its owner's").isEmpty();
  }

  @Test
  void startsAChainByItsWorkflowAndFilesStartItToo() {
    assertThat(everything.workflows())
        .singleElement()
        .satisfies(
            chain -> {
              assertThat(chain.name()).isEqualTo("everything-prod-load");
              assertThat(chain.arrival().map(GlueWorkflow.Arrival::bucket))
                  .contains("acme-invoices");
              assertThat(chain.arrival().map(GlueWorkflow.Arrival::prefix)).contains("in/");
              assertThat(chain.links())
                  .extracting(GlueWorkflow.Link::job)
                  .containsExactly("everything-prod-export");
            });
  }

  @Test
  void tellsFunctionsOfEachKafkaApart() {
    LambdaFunction order = everything.functions().get(0);
    assertThat(order.environment())
        .containsEntry("TIDEMILL_STREAM_GIVEN", "kafka:given@partner")
        .containsEntry("TIDEMILL_CONNECTION_PARTNER__SASL_MECHANISM", "AWS_MSK_IAM")
        .containsEntry("TIDEMILL_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512")
        .containsEntry(
            "API_KEY", "{{resolve:secretsmanager:everything/prod/api-key:SecretString}}");
    LambdaFunction plain = everything.functions().get(1);
    assertThat(plain.inNetwork()).as("it uses no stream").isFalse();
    assertThat(plain.snapStart()).isFalse();
    assertThat(plain.handler()).isEqualTo("plain.handler");
  }

  @Test
  void listsWhatCosts() {
    assertThat(approvals.resources())
        .contains(
            new Resource(
                "AWS::MSK::Cluster",
                "approvals-prodmsk",
                Map.of(
                    "brokerType",
                    "kafka.t3.small",
                    "brokers",
                    "2",
                    "partitions",
                    "3",
                    "replication",
                    "2",
                    "storageBytes",
                    "1073741824")),
            new Resource("AWS::EC2::VPCEndpoint", "glue", Map.of("zones", "2")));
  }

  @Test
  void alarmsOfTimesCountInTheUnitsOfTheirMetrics() {
    Map<String, Double> bounds = new java.util.TreeMap<>();
    for (MetricAlarm alarm : everything.alarms()) {
      if (alarm.bound() instanceof MetricAlarm.Bound.Above above) {
        bounds.put(alarm.id(), above.value());
      }
    }
    assertThat(bounds).containsEntry("slow", 2000.0).containsEntry("behind", 300.0);
    assertThat(everything.alarms())
        .filteredOn(alarm -> alarm.id().equals("slow"))
        .singleElement()
        .satisfies(
            alarm -> assertThat(alarm.recipients()).isEqualTo(List.of("night-shift@example.com")));
  }
}
