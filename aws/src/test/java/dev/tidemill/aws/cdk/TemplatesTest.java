package dev.tidemill.aws.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemill.aws.Golden;
import dev.tidemill.aws.Variant;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the templates of all variants hold. */
class TemplatesTest {

  /** Whatever would lose data if it were made anew, or deleted with the rest. */
  private static final List<String> STATEFUL =
      List.of(
          "AWS::S3::Bucket",
          "AWS::DynamoDB::GlobalTable",
          "AWS::MSK::Cluster",
          "AWS::MSK::ServerlessCluster",
          "AWS::MSK::Topic",
          "AWS::Glue::Database",
          "AWS::SQS::Queue",
          "AWS::Scheduler::ScheduleGroup");

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void areThese(Variant variant) throws IOException {
    Golden.check(variant + ".template.json", Synths.of(variant).pretty());
  }

  @Test
  void neverRenameWhatHoldsData() throws IOException {
    StringBuilder ids = new StringBuilder();
    for (Variant variant : Variant.all().toList()) {
      Map<String, String> stateful = new TreeMap<>();
      for (String type : STATEFUL) {
        Synths.of(variant).resources(type).keySet().forEach(id -> stateful.put(id, type));
      }
      ids.append(variant).append('\n');
      stateful.forEach(
          (id, type) -> ids.append("  ").append(id).append(' ').append(type).append('\n'));
    }
    Golden.check("stateful.txt", ids.toString());
  }

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void keepDataUnlessTheDefinitionSaysOtherwise(Variant variant) {
    String wanted = variant.stage().startsWith("dev") ? "Delete" : "Retain";
    Synths synth = Synths.of(variant);
    for (String type : STATEFUL) {
      if (!type.equals("AWS::Scheduler::ScheduleGroup")) {
        assertThat(synth.resources(type).values())
            .as(type)
            .allMatch(resource -> resource.path("DeletionPolicy").asText().equals(wanted));
      }
    }
  }

  @Test
  void keepTheNetworkThatAClusterStaysIn() {
    for (String type : List.of("AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::MSK::Configuration")) {
      assertThat(Synths.of(Variant.PROD_MSK).resources(type).values())
          .as(type)
          .isNotEmpty()
          .allMatch(resource -> resource.path("DeletionPolicy").asText().equals("Retain"));
    }
    Map<String, JsonNode> groups = Synths.of(Variant.PROD_MSK).resources("AWS::EC2::SecurityGroup");
    assertThat(groups.keySet())
        .filteredOn(id -> groups.get(id).path("DeletionPolicy").asText().equals("Retain"))
        .singleElement()
        .asString()
        .contains("NetworkBrokers");
  }

  @Test
  void deleteWhatStartsRunsThenRunsThenWhatTheyWrite() {
    Map<String, JsonNode> all = Synths.of(new Variant("approvals", "devmsk")).resources("");
    String stopped = id(all, "PipelineHelperStopped");

    assertThat(all.get(id(all, "PipelineSchedulesSchedulekeeper")).path("DependsOn").toString())
        .contains(stopped);
    assertThat(all.get(stopped).path("DependsOn").toString())
        .contains(
            id(all, "PipelineJobsJobShared"),
            id(all, "PipelineHelperEmptied"),
            id(all, "PipelineHelperEmptiedLogs"));
    assertThat(all.get(id(all, "PipelineHelperEmptiedLogs")).at("/Properties/Bucket").toString())
        .contains("PipelineLakeAccessLogs");
  }

  private static String id(Map<String, JsonNode> resources, String begins) {
    return resources.keySet().stream()
        .filter(id -> id.matches(begins + "[0-9A-F]{8}"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void keepNoLogForEver(Variant variant) {
    assertThat(Synths.of(variant).properties("AWS::Logs::LogGroup").values())
        .isNotEmpty()
        .allMatch(group -> group.path("RetentionInDays").asInt() > 0);
  }

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void takeNoBytesWithoutTlsAndShowNoneToThePublic(Variant variant) {
    Synths synth = Synths.of(variant);
    assertThat(synth.properties("AWS::S3::Bucket").values())
        .allSatisfy(
            bucket -> {
              assertThat(bucket.at("/PublicAccessBlockConfiguration/BlockPublicPolicy").asBoolean())
                  .isTrue();
              assertThat(bucket.at("/BucketEncryption").isMissingNode()).isFalse();
            });
    assertThat(synth.properties("AWS::S3::BucketPolicy").values().toString())
        .contains("aws:SecureTransport");
    assertThat(synth.properties("AWS::MSK::Cluster").values())
        .allSatisfy(
            cluster ->
                assertThat(cluster.at("/EncryptionInfo/EncryptionInTransit/ClientBroker").asText())
                    .isEqualTo("TLS"));
  }

  @Test
  void putSchedulesIntoTheirGroupWithARoleThatOnlyThatGroupTakes() {
    Synths synth = Synths.of(Variant.PROD_MSK);
    JsonNode schedule =
        synth.resources("AWS::Scheduler::Schedule").entrySet().stream()
            .filter(entry -> entry.getKey().contains("ApproveReminder"))
            .findFirst()
            .orElseThrow()
            .getValue();
    assertThat(schedule.at("/Properties/GroupName").asText()).isEqualTo("approvals-prodmsk");
    assertThat(schedule.at("/Properties/ScheduleExpressionTimezone").asText())
        .isEqualTo("Europe/Berlin");
    assertThat(schedule.at("/Properties/Target/RetryPolicy/MaximumRetryAttempts").asInt())
        .isEqualTo(3);
    assertThat(schedule.path("DependsOn").toString()).contains("SchedulesGroup");
    JsonNode role =
        synth.properties("AWS::IAM::Role").entrySet().stream()
            .filter(entry -> entry.getKey().contains("ScheduleApproveReminder"))
            .findFirst()
            .orElseThrow()
            .getValue();
    assertThat(
            role.at("/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals/aws:SourceArn")
                .toString())
        .contains(":schedule-group/approvals-prodmsk");
    assertThat(role.at("/Policies/0/PolicyDocument/Statement").findValuesAsText("Action"))
        .containsExactly("lambda:InvokeFunction", "sqs:SendMessage");
  }

  @Test
  void startStreamsWithoutATimeoutAndBatchesWithOne() {
    Synths synth = Synths.of(Variant.EVERYTHING);
    Map<String, JsonNode> jobs = new TreeMap<>();
    synth
        .properties("AWS::Glue::Job")
        .values()
        .forEach(job -> jobs.put(job.get("Name").asText(), job));
    JsonNode large = jobs.get("everything-prod-large");
    assertThat(large.at("/Command/Name").asText()).isEqualTo("gluestreaming");
    assertThat(large.has("Timeout")).isFalse();
    assertThat(large.get("MaintenanceWindow").asText()).isEqualTo("Sun:3");
    assertThat(large.at("/DefaultArguments/--datalake-formats").asText()).isEqualTo("iceberg");
    JsonNode load = jobs.get("everything-prod-load");
    assertThat(load.at("/Command/Name").asText()).isEqualTo("glueetl");
    assertThat(load.get("Timeout").asInt()).isEqualTo(30);
    assertThat(load.get("MaxRetries").asInt()).isEqualTo(2);
    assertThat(load.at("/NotificationProperty/NotifyDelayAfter").asInt()).isEqualTo(10);
    assertThat(jobs.values()).allMatch(job -> job.get("GlueVersion").asText().equals("6.0"));
  }

  @Test
  void invokeFunctionsByAnAliasOfAVersionFromASnapshot() {
    Synths synth = Synths.of(Variant.PROD_MSK);
    assertThat(synth.properties("AWS::Lambda::Alias").values())
        .hasSize(2)
        .allMatch(alias -> alias.get("Name").asText().equals("live"));
    assertThat(synth.properties("AWS::Lambda::EventInvokeConfig").values())
        .hasSize(2)
        .allSatisfy(
            config -> {
              assertThat(config.get("Qualifier").asText()).isEqualTo("live");
              assertThat(config.at("/DestinationConfig/OnFailure/Destination").toString())
                  .contains("DeadLetters");
            });
    assertThat(synth.properties("AWS::Lambda::Function").values())
        .filteredOn(function -> function.get("Runtime").asText().startsWith("java"))
        .allMatch(
            function -> function.at("/SnapStart/ApplyOn").asText().equals("PublishedVersions"));
  }

  @Test
  void holdNoSecret() throws IOException {
    String template = Synths.of(Variant.EVERYTHING).pretty();
    assertThat(template)
        .contains("{{resolve:secretsmanager:everything/prod/api-key:SecretString}}")
        .contains("\"Name\" : \"AmazonMSK_everything-prod\"");
    assertThat(Synths.of(Variant.PROD_GIVEN).pretty())
        .contains("{{resolve:secretsmanager:approvals/prodgiven/kafka-password:SecretString}}");
  }

  @Test
  void makeNoTableThatCommitsWouldChange() {
    assertThat(Synths.of(Variant.PROD_MSK).resources("AWS::Glue::Table")).isEmpty();
  }

  @Test
  void fitIntoAStack() {
    assertThat(Variant.all().map(variant -> Synths.of(variant).resources("").size()))
        .allMatch(count -> count < 150);
  }
}
