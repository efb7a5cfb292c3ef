package dev.tidemill.engine.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.WayOut;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.Test;

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
            "executions, reminders",
            "--tidemill-kafka.bootstrap.servers",
            "b-1:9098,b-2:9098",
            "--tidemill-catalog.s3.sse.type",
            "kms");
    assertThat(read)
        .isEqualTo(
            new SubmitArguments(
                "s3://bucket/approvals.zip",
                "local",
                Map.of(),
                List.of("executions", "reminders"),
                "s3://bucket/lake",
                "glue",
                Map.of("s3.sse.type", "kms"),
                Map.of("bootstrap.servers", "b-1:9098,b-2:9098"),
                "s3://bucket/approvals.zip",
                Duration.ofMinutes(1),
                java.util.Optional.empty()));
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
