package dev.tidemill.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.Variant;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteChecksTest {

  private static final String PUBLIC = "kafka.example.com:9093";

  @TempDir Path folder;

  @Test
  void keepsWhatUsesAGivenKafkaAloneOutOfOurOwnNetwork() throws IOException {
    Pipeline pipeline = pipeline(PUBLIC, "given", "given", "aws: { workers: 2 }", "");

    assertThat(DeploymentChecks.check(pipeline)).isEmpty();
    Deployment deployment = Deployment.of(pipeline);
    assertThat(deployment.functions())
        .extracting(LambdaFunction::inNetwork)
        .containsExactly(false, true);
    assertThat(deployment.jobs()).extracting(GlueJob::inNetwork).containsExactly(true, false);
  }

  @Test
  void findsAFunctionThatReachesOneOfItsStreamsOnly() throws IOException {
    Pipeline pipeline = pipeline(PUBLIC, "[own, given]", "own", "", "");

    assertThat(DeploymentChecks.check(pipeline))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("no-route");
              assertThat(finding.message())
                  .startsWith("function Send is in the network of the deployment's cluster");
              assertThat(finding.hint()).contains("'aws: { internet: true }'");
              assertThat(finding.position().line()).isEqualTo(5);
            });
    assertThat(
            DeploymentChecks.check(
                pipeline(PUBLIC, "[own, given], aws: { internet: true }", "own", "", "")))
        .isEmpty();
  }

  @Test
  void findsAJobThatSharesARunInTheNetworkOfAnother() throws IOException {
    assertThat(DeploymentChecks.check(pipeline(PUBLIC, "own", "given", "", "")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).startsWith("job second shares a run");
              assertThat(finding.hint()).isEqualTo("give it a run of its own: aws: { workers: 2 }");
            });
  }

  @Test
  void findsBrokersInANetworkThatNothingIsIn() throws IOException {
    for (String inside :
        List.of(
            "10.1.2.3:9092",
            "172.31.0.1:9092",
            "b-1.demo.x1y2z3.c2.kafka.eu-west-1.amazonaws.com:9098",
            "boot-a1b2c3.c1.kafka-serverless.eu-west-1.amazonaws.com:9098")) {
      List<Finding> findings =
          DeploymentChecks.check(pipeline(inside, "given", "given", "aws: { workers: 2 }", ""));
      assertThat(findings)
          .as(inside)
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.message())
                      .isEqualTo(
                          "connection office: '%s' is inside a network that functions and jobs are"
                                  .formatted(inside)
                              + " not in"));
      String network =
          ", network: { vpc: vpc-0123456789abcdef0, subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] }";
      assertThat(
              DeploymentChecks.check(
                  pipeline(inside, "[own, given]", "given", "aws: { workers: 2 }", network)))
          .as("in that network")
          .isEmpty();
    }
  }

  private Pipeline pipeline(
      String servers, String uses, String stream, String settings, String network)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: shop
            connections: { office: { type: kafka, bootstrapServers: "%s" } }
            streams: { own: { columns: { page: string } }, given: { connection: office, columns: { page: string } } }
            functions:
              Send: { handler: com.shop.Send, code: code, uses: %s }
              Own: { handler: com.shop.Own, code: code, uses: own }
            tables: { first: {}, second: {} }
            jobs:
              first: { every: 60s, nodes: { log: { source: stream, stream: own }, lake: { target: table, input: log, table: first } } }
              second:
                every: 60s
                %s
                nodes: { log: { source: stream, stream: %s }, lake: { target: table, input: log, table: second } }
            stages: { prod: { aws: { region: eu-central-1%s } } }
            """
                .formatted(servers, uses, settings, stream, network));
    return Variant.read(file, "prod");
  }
}
