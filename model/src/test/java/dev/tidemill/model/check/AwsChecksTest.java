package dev.tidemill.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.Reads;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsChecksTest {

  private static final String TEXT =
      """
      pipeline: shop
      aws: { tags: { team: data } }
      stages:
        bare: {}
        soon: { aws: { region: eu-west-1, streams: kinesis } }
        prod: { aws: { region: eu-central-1 } }
      """;

  @TempDir Path folder;

  private Pipeline read(String text, String stage) {
    Checked checked = Reads.text(folder, text, stage, Map.of());
    assertThat(checked.findings()).isEmpty();
    return checked.pipeline().orElseThrow();
  }

  private static List<String> said(List<Finding> findings) {
    return findings.stream()
        .map(each -> Reads.brief(each) + ": " + each.message() + "; " + each.hint())
        .toList();
  }

  @Test
  void asksNothingOfADefinitionThatIsReady() {
    assertThat(AwsChecks.ofBill(read(TEXT, "prod"))).isEmpty();
    assertThat(AwsChecks.ofDeployment(read(TEXT, "prod"))).isEmpty();
  }

  @Test
  void wantsARegion() {
    String region =
        "2:1 missing-key: stage bare has no aws.region; add it under stages.bare: aws: { region:"
            + " eu-central-1 }";
    assertThat(said(AwsChecks.ofBill(read(TEXT, "bare")))).containsExactly(region);
    assertThat(said(AwsChecks.ofDeployment(read(TEXT, "bare")))).containsExactly(region);
    assertThat(said(AwsChecks.ofBill(read("pipeline: shop\n", "local"))))
        .containsExactly(
            "1:1 missing-key: stage local has no aws.region; add aws: { region: eu-central-1 }");
  }

  @Test
  void deploysNoLocalStage() {
    assertThat(said(AwsChecks.ofDeployment(read(TEXT, "local"))))
        .hasSize(2)
        .contains(
            "2:1 reserved-name: the stage local is this machine and is not deployed; name another"
                + " one: --stage prod");
  }

  @Test
  void pricesKinesisButDoesNotDeployIt() {
    assertThat(AwsChecks.ofBill(read(TEXT, "soon"))).isEmpty();
    assertThat(said(AwsChecks.ofDeployment(read(TEXT, "soon"))))
        .containsExactly(
            "2:1 not-built: aws.streams 'kinesis' is not built yet; it comes later: write msk,"
                + " msk-serverless or an existing Kafka");
  }
}
