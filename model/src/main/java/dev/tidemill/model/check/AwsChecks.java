package dev.tidemill.model.check;

import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.List;

/**
 * What the commands for AWS ask of a definition beyond what every command does. A definition that
 * is only run here needs none of it.
 */
public final class AwsChecks {

  private final Pipeline pipeline;
  private final Findings findings = new Findings();

  private AwsChecks(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** What hinders a bill. */
  public static List<Finding> ofBill(Pipeline pipeline) {
    AwsChecks checks = new AwsChecks(pipeline);
    checks.region();
    return checks.findings.sorted();
  }

  /** What hinders a deployment. */
  public static List<Finding> ofDeployment(Pipeline pipeline) {
    AwsChecks checks = new AwsChecks(pipeline);
    checks.stage();
    checks.region();
    checks.streams();
    return checks.findings.sorted();
  }

  /** The same in an app that decides by itself where it is deployed. */
  public static List<Finding> ofConstruct(Pipeline pipeline) {
    AwsChecks checks = new AwsChecks(pipeline);
    checks.stage();
    checks.streams();
    return checks.findings.sorted();
  }

  private void region() {
    if (pipeline.aws().region().isEmpty()) {
      String region = "aws: { region: eu-central-1 }";
      findings.error(
          "missing-key",
          at("aws.region", ""),
          "stage " + pipeline.stage() + " has no aws.region",
          "add " + (isLocal() ? region : "it under stages." + pipeline.stage() + ": " + region));
    }
  }

  private boolean isLocal() {
    return pipeline.stage().equals("local");
  }

  private void stage() {
    if (isLocal()) {
      findings.error(
          "reserved-name",
          at("stages", "local"),
          "the stage local is this machine and is not deployed",
          "name another one: --stage prod");
    }
  }

  private void streams() {
    if (pipeline.aws().streams() instanceof AwsStreams.Kinesis) {
      findings.error(
          "not-built",
          at("aws.streams", "kinesis"),
          "aws.streams 'kinesis' is not built yet",
          "it comes later: write msk, msk-serverless or an existing Kafka");
    }
  }

  /** Where the definition says what AWS is to be like, else where it begins. */
  private At at(String path, String value) {
    return new At(path, pipeline.aws().position(), value);
  }
}
