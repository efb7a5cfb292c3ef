package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A stack that holds one stage of a pipeline and nothing else. */
final class PipelineStack extends Stack {

  private static final int MOST_ZONES = 6;

  PipelineStack(Construct app, Deployment deployment) {
    super(app, deployment.name(), properties(deployment));
  }

  private static StackProps properties(Deployment deployment) {
    Environment.Builder environment = Environment.builder();
    deployment.region().ifPresent(environment::region);
    deployment.account().ifPresent(environment::account);
    return StackProps.builder()
        .stackName(deployment.name())
        .description("Tidemill pipeline " + deployment.name())
        .env(environment.build())
        .analyticsReporting(false)
        .terminationProtection(deployment.retained())
        .suppressTemplateIndentation(true)
        .build();
  }

  /** CloudFormation chooses: to ask an account for its zones would take credentials. */
  @Override
  public List<String> getAvailabilityZones() {
    return IntStream.range(0, MOST_ZONES).mapToObj(i -> Fn.select(i, Fn.getAzs())).toList();
  }
}
