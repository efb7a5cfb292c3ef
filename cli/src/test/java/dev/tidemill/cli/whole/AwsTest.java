package dev.tidemill.cli.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemill.aws.synth.NodeCheck;
import dev.tidemill.cli.whole.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsTest {

  private static final String SHOP =
      """
      pipeline: shop
      streams: { clicks: { columns: { page: string } } }
      functions:
        Track: { handler: com.shop.Track, code: code.jar, uses: clicks, schedule: rate(1 hour) }
      tables: { clicks: {} }
      jobs:
        clicks:
          every: 60s
          nodes:
            log: { source: stream, stream: clicks }
            lake: { target: table, input: log, table: clicks }
      stages:
        prod: { aws: { region: eu-central-1 } }
      """;

  @TempDir Path folder;

  @Test
  void answersMistakesWithTheirPositionsBeforeItLooksForNode() throws Exception {
    write(
        """
        pipeline: shop-with-a-name-of-24ch
        functions:
          TrackEverythingThatAnyCustomerDoesOnAnyPage: { handler: com.shop.Track, code: code.jar, schedule: cron(15 3 * * *) }
        stages:
          production:
            aws:
              region: Frankfurt
              glue: { workerType: G.3X }
              streams: { type: msk, brokers: 3 }
        """);
    Path loaded = folder.resolve("loaded");

    Ended synth =
        Program.start(
                List.of("-Xlog:class+load:file=" + loaded),
                folder,
                "aws",
                "synth",
                "--stage",
                "production")
            .await();

    assertThat(synth.status()).as(synth.toString()).isEqualTo(2);
    assertThat(synth.out()).isEmpty();
    assertThat(synth.err())
        .contains("pipeline.yaml:3:3  [name-too-long]")
        .contains("[bad-cron]")
        .contains("pipeline.yaml:7:15  [bad-region]")
        .contains("pipeline.yaml:8:27  [worker-type]")
        .contains("[brokers-zones]")
        .doesNotContain("jsii", "Exception");
    assertThat(Files.readString(loaded))
        .contains("dev.tidemill.cli.command.AwsCommand")
        .doesNotContain("software.amazon.awscdk", "software.amazon.jsii");
  }

  @Test
  void countsFunctionsBeforeCloudFormationDoes() throws Exception {
    Files.writeString(folder.resolve("code.jar"), "");
    write(
        "pipeline: shop\nfunctions:\n"
            + IntStream.range(0, 200)
                .mapToObj(i -> "  F%03d: { handler: com.shop.F, code: code.jar }\n".formatted(i))
                .collect(Collectors.joining())
            + "stages: { prod: { aws: { region: eu-central-1 } } }\n");

    Ended synth = Program.run(folder, "aws", "synth", "--stage", "prod");

    assertThat(synth.status()).as(synth.toString()).isEqualTo(2);
    assertThat(synth.err())
        .contains("[too-many-resources] 200 functions are more than one stack can hold")
        .contains("pipeline.yaml:38:");
  }

  @Test
  void wantsAStageAndARegion() throws Exception {
    write(SHOP);

    Ended synth = Program.run(folder, "aws", "synth");

    assertThat(synth.status()).as(synth.toString()).isEqualTo(2);
    assertThat(synth.err()).contains("[reserved-name]").contains("[missing-key]");
  }

  @Test
  void asksBeforeItChangesAnAccount() throws Exception {
    code();
    write(SHOP);

    Ended deploy = Program.run(folder, "aws", "deploy", "--stage", "prod");

    assertThat(deploy.status()).as(deploy.toString()).isEqualTo(2);
    assertThat(deploy.err()).contains("say --yes where nobody can be asked");
  }

  @Test
  void writesATemplateAndLeavesNothingElse() throws Exception {
    assumeNode();
    code();
    write(SHOP);
    Path scratch = Files.createDirectories(folder.resolve("scratch"));

    Ended synth =
        Program.start(
                List.of("-Djava.io.tmpdir=" + scratch),
                folder,
                "aws",
                "synth",
                "--fast",
                "-o",
                "out",
                "--stage",
                "prod")
            .await();

    assertThat(synth.status()).as(synth.toString()).isZero();
    assertThat(synth.out())
        .containsPattern("shop, stage prod: \\d+ resources in eu-central-1\n")
        .contains("template out/shop-prod.template.json\n")
        .containsPattern("expected \\d+\\.\\d\\d USD a month: see 'tidemill cost'\n");
    assertThat(folder.resolve("out/shop-prod.template.json"))
        .content()
        .contains("AWS::MSK::Cluster")
        .doesNotContain("AWS::CDK::Metadata");
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left.filter(file -> file.getFileName().toString().contains("synth"))).isEmpty();
    }
  }

  /** What needs Node is left out where there is none, in one line. */
  static void assumeNode() {
    Optional<String> problem = NodeCheck.problem(Optional.ofNullable(System.getenv("JSII_NODE")));
    problem.ifPresent(line -> System.err.println("skipped: " + line));
    assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
  }

  private void code() throws IOException {
    Path jar = folder.resolve("code.jar");
    try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
      for (String type :
          List.of(
              "com/shop/Track",
              "dev/tidemill/functions/TidemillHandler",
              "software/amazon/msk/auth/iam/IAMLoginModule")) {
        zip.putNextEntry(new java.util.zip.ZipEntry(type + ".class"));
        zip.closeEntry();
      }
    }
  }

  private void write(String definition) throws IOException {
    Files.writeString(folder.resolve("pipeline.yaml"), definition);
  }
}
