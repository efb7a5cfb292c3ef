package dev.tidemill.aws.bill;

import dev.tidemill.aws.plan.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The resources of a deployment by type, and which of them a bill knows. */
final class Resources {

  /** Charged by lines of the bill. */
  private static final Set<String> PRICED =
      Set.of(
          "AWS::Athena::WorkGroup",
          "AWS::CloudWatch::Alarm",
          "AWS::DynamoDB::Table",
          "AWS::EC2::NatGateway",
          "AWS::EC2::VPCEndpoint",
          "AWS::Glue::Job",
          "AWS::Lambda::Function",
          "AWS::Logs::LogGroup",
          "AWS::MSK::Cluster",
          "AWS::MSK::ServerlessCluster",
          "AWS::S3::Bucket",
          "AWS::Scheduler::Schedule");

  /**
   * Without a charge, or charged for what happens only when something went wrong. A budget costs
   * nothing as long as it acts on nothing: <a
   * href="https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/">AWS Budgets pricing</a>.
   */
  private static final Set<String> FREE =
      Set.of(
          "AWS::Budgets::Budget",
          "AWS::EC2::VPC",
          "AWS::Events::Rule",
          "AWS::Glue::Connection",
          "AWS::Glue::Database",
          "AWS::Glue::SecurityConfiguration",
          "AWS::Glue::Trigger",
          "AWS::Glue::Workflow",
          "AWS::IAM::Role",
          "AWS::MSK::Configuration",
          "AWS::Scheduler::ScheduleGroup",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue");

  private final List<Resource> all;

  Resources(List<Resource> all) {
    this.all = all;
  }

  List<Resource> of(String type) {
    return all.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** Those that the bill knows nothing of. */
  List<Resource> unknown() {
    return all.stream()
        .filter(resource -> !PRICED.contains(resource.type()) && !FREE.contains(resource.type()))
        .toList();
  }

  /** Types that cost nothing by themselves, in the order of the deployment. */
  List<String> free() {
    Set<String> types = new LinkedHashSet<>();
    all.stream().map(Resource::type).filter(FREE::contains).forEach(types::add);
    return new ArrayList<>(types);
  }

  static double number(Resource resource, String quantity) {
    String text = resource.quantities().get(quantity);
    return text == null ? 0 : Double.parseDouble(text);
  }
}
