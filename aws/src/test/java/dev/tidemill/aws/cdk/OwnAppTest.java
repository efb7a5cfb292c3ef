package dev.tidemill.aws.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.aws.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;

/** The construct in a team's own app, beside what the team has. */
class OwnAppTest {

  @TempDir static Path folder;

  @BeforeAll
  static void needsNode() {
    Synths.needNode();
  }

  @Test
  void takesWhatIsThereAndGivesWhatItMade() throws IOException {
    App app = Synthesis.app(folder.resolve("cdk.out"));
    Stack stack = stack(app, Environment.builder().region("eu-central-1").build());
    Vpc vpc = Vpc.Builder.create(stack, "Net").maxAzs(2).build();
    TidemillPipeline approvals =
        approvals(stack)
            .vpc(vpc)
            .encryptionKey(Key.Builder.create(stack, "Key").build())
            .lake(Bucket.Builder.create(stack, "Lake").build())
            .kafka("b-1:9092,b-2:9092")
            .build();
    Role analysts =
        Role.Builder.create(stack, "Analysts").assumedBy(new AccountRootPrincipal()).build();
    approvals.grantRead(analysts).assertSuccess();
    approvals.grantInvoke("PutUser", analysts).assertSuccess();
    app.synth();
    JsonNode resources =
        new ObjectMapper()
            .readTree(folder.resolve("cdk.out/Acme.template.json").toFile())
            .get("Resources");

    assertThat(approvals.functions()).containsOnlyKeys("ApproveReminder", "PutUser");
    assertThat(approvals.stores()).containsOnlyKeys("approvals", "users");
    assertThat(approvals.alarms()).containsKeys("errors-PutUser", "failures-jobs");
    assertThat(of(resources, "AWS::EC2::VPC")).hasSize(1);
    assertThat(of(resources, "AWS::S3::Bucket")).hasSize(1);
    assertThat(of(resources, "AWS::KMS::Key")).hasSize(1);
    assertThat(of(resources, "AWS::MSK::Cluster")).isEmpty();
    assertThat(of(resources, "AWS::EC2::VPCEndpoint")).isEmpty();
    assertThat(of(resources, "AWS::Glue::Job"))
        .singleElement()
        .satisfies(
            job -> {
              JsonNode arguments = job.get("DefaultArguments");
              assertThat(arguments.get("--tidemill-kafka.bootstrap.servers").asText())
                  .isEqualTo("b-1:9092,b-2:9092");
              assertThat(arguments.get("--tidemill-lake").toString()).contains("\"Ref\":\"Lake");
              assertThat(arguments.get("--tidemill-catalog.s3.sse.key").toString())
                  .contains("\"Key");
              assertThat(job.at("/Connections/Connections")).hasSize(2);
            });
    assertThat(of(resources, "AWS::Lambda::Function"))
        .filteredOn(function -> function.path("FunctionName").asText().endsWith("-PutUser"))
        .allMatch(function -> function.at("/VpcConfig/SubnetIds").size() == 2)
        .allMatch(function -> function.path("KmsKeyArn").toString().contains("\"Key"))
        .hasSize(1);
    assertThat(of(resources, "AWS::IAM::Policy").toString())
        .contains("athena:StartQueryExecution", "lambda:InvokeFunction", "kms:Decrypt");
  }

  @Test
  void saysAllThatIsWrongWithItsPosition() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: shop
            streems: {}
            stages: { prod: { aws: { region: nowhere } } }
            """);
    TidemillPipeline.Builder builder =
        TidemillPipeline.Builder.create(new Stack(new App(), "Shop"), "Shop")
            .definition(file)
            .stage("prod");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pipeline.yaml:2:1  [unknown-key]")
        .hasMessageContaining("pipeline.yaml:3:34  [bad-region]");
  }

  @Test
  void wantsARegionForTablesWithAKey() throws IOException {
    Stack stack = stack(new App(), Environment.builder().build());
    TidemillPipeline.Builder builder =
        approvals(stack).encryptionKey(Key.Builder.create(stack, "Key").build());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stores with a key of their own need a stack with a region: give it an env");
  }

  private static Stack stack(App app, Environment env) {
    return new Stack(app, "Acme", StackProps.builder().env(env).build());
  }

  private static TidemillPipeline.Builder approvals(Stack stack) throws IOException {
    Path engine = Files.createDirectories(folder.resolve("engine/target/classes"));
    Files.writeString(engine.resolve("engine.txt"), "stands for the engine\n");
    return TidemillPipeline.Builder.create(stack, "Approvals")
        .definition(Variant.PROD_MSK.file())
        .stage(Variant.PROD_MSK.stage())
        .engine(List.of(engine))
        .workFolder(Files.createDirectories(folder.resolve("work")));
  }

  private static List<JsonNode> of(JsonNode resources, String type) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode resource : resources) {
      if (resource.get("Type").asText().equals(type)) {
        found.add(resource.path("Properties"));
      }
    }
    return found;
  }
}
