package dev.tidemill.engine.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.WayOut;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import dev.tidemill.model.read.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentReaderTest {

  @Test
  void takesItsOwnAmongThoseOfGlue() {
    SubmitArguments read =
        ArgumentReader.read(
            "--JOB_NAME",
            "approvals-prod",
            "--tidemill-definition",
            "s3://bucket/approvals.zip",
            "--enable-metrics",
            "--tidemill-lake",
            "s3://bucket/lake/",
            "--tidemill-jobs",
            "executions, reminders,executions",
            "--tidemill-env.TEAM",
            "data",
            "--tidemill-kafka.bootstrap.servers",
            "b-1:9098,b-2:9098",
            "--tidemill-secret.cluster-password",
            "of 9 words",
            "--tidemill-catalog.s3.sse.type",
            "kms");
    assertThat(read)
        .isEqualTo(
            new SubmitArguments(
                "s3://bucket/approvals.zip",
                "local",
                Map.of(),
                Map.of("TEAM", "data"),
                true,
                List.of("executions", "reminders"),
                "s3://bucket/lake",
                "glue",
                Map.of("s3.sse.type", "kms"),
                Map.of("bootstrap.servers", "b-1:9098,b-2:9098"),
                Map.of("cluster-password", "of 9 words"),
                "s3://bucket/approvals.zip",
                Optional.empty(),
                Duration.ofMinutes(1),
                Optional.empty()));
  }

  @Test
  void takesSecretsOfConnectionsAndShowsNone(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: shop
            connections:
              shared:
                type: kafka
                bootstrapServers: b-1:9096
                authentication: scram
                username: shop
                password: ${secret:cluster-password}
            streams: { visits: { connection: shared, columns: { id: long } } }
            tables: { rows: {} }
            jobs:
              copies:
                every: 1m
                nodes:
                  from: { source: stream, stream: visits }
                  to: { target: table, input: from, table: rows }
            """);
    Pipeline pipeline =
        new DefinitionReader(NodeKinds.onClassPath(), name -> null)
            .read(file, "local", Map.of())
            .pipeline()
            .orElseThrow();
    Stream visits = pipeline.streams().get("visits");
    String[] needed = {"--tidemill-definition", file.toString(), "--tidemill-lake", "lake"};
    String[] all = Arrays.copyOf(needed, 6);
    all[4] = "--tidemill-secret.cluster-password";
    all[5] = "of 9 words";

    SubmitArguments read = ArgumentReader.read(all);
    assertThat(read.clusters().of(pipeline, visits).get("sasl.jaas.config"))
        .contains("password=\"of 9 words\"");
    assertThat(read.toString()).doesNotContain("of 9 words");
    assertThatThrownBy(
            () ->
                SubmitMain.refuseUnreachable(
                    ArgumentReader.read(needed), pipeline, List.copyOf(pipeline.jobs().values())))
        .isInstanceOfSatisfying(
            SubmitFailure.class, wrong -> assertThat(wrong.status()).isEqualTo(2))
        .hasMessage(
            "[secret-missing] the secret 'cluster-password' has no value: pass"
                + " --tidemill-secret.cluster-password");
    SubmitMain.refuseUnreachable(read, pipeline, List.copyOf(pipeline.jobs().values()));
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                ArgumentReader.read(
                    "--tidemill-definitoin",
                    "pipeline.yaml",
                    "--tidemill-stage",
                    "--tidemill-catalog",
                    "rest",
                    "--tidemill-watch-every",
                    "soon",
                    "--tidemill-resolve",
                    "undo"))
        .isInstanceOf(SubmitFailure.class)
        .hasMessage(
            """
            [unknown-argument] there is no argument --tidemill-definitoin: did you mean --tidemill-definition?
            [no-value] --tidemill-stage has no value: write one behind it
            [missing-argument] --tidemill-definition is needed: it says where pipeline.yaml is
            [missing-argument] --tidemill-lake is needed: it says where the tables lie
            [unsupported-catalog] --tidemill-catalog rest: write glue or jdbc
            [bad-unit] --tidemill-watch-every soon: write a time like 60s
            [one-job] --tidemill-resolve is for one job: name it with --tidemill-jobs
            [unknown-way-out] --tidemill-resolve undo: write go-on, redo or adopt:OLDJOB""");
  }

  @Test
  void endsWithTheStatusOfAWrongCommandLineAndOnGlueWithItsMessage() {
    assertThatThrownBy(() -> SubmitMain.main(new String[] {"--tidemill-lake", "/lake"}))
        .isInstanceOfSatisfying(
            SparkUserAppException.class, end -> assertThat(end.exitCode()).isEqualTo(2));
    String[] onGlue = {"--JOB_NAME", "approvals-prod", "--tidemill-lake", "/lake"};
    assertThatThrownBy(() -> SubmitMain.main(onGlue))
        .isInstanceOf(SubmitFailure.class)
        .hasMessageStartingWith("[missing-argument] --tidemill-definition")
        .hasNoCause();
  }

  @Test
  void readsWaysOut() {
    assertThat(wayOut("go-on")).isEqualTo(new WayOut.GoOn());
    assertThat(wayOut("redo")).isEqualTo(new WayOut.Redo());
    assertThat(wayOut("adopt:old-name")).isEqualTo(new WayOut.Adopt("old-name"));
  }

  private static WayOut wayOut(String text) {
    return ArgumentReader.read(
            "--tidemill-definition",
            "pipeline.yaml",
            "--tidemill-lake",
            "/lake",
            "--tidemill-jobs",
            "copies",
            "--tidemill-resolve",
            text)
        .wayOut()
        .orElseThrow();
  }
}
