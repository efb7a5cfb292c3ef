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
          "AWS::DynamoDB::GlobalTable",
          "AWS::DynamoDB::Table",
          "AWS::EC2::EIP",
          "AWS::EC2::FlowLog",
          "AWS::EC2::NatGateway",
          "AWS::EC2::VPCEndpoint",
          "AWS::Glue::Job",
          "AWS::KMS::Key",
          "AWS::Lambda::Function",
          "AWS::Logs::LogGroup",
          "AWS::MSK::Cluster",
          "AWS::MSK::ServerlessCluster",
          "AWS::S3::Bucket",
          "AWS::Scheduler::Schedule",
          "AWS::SecretsManager::Secret");

  /**
   * Without a charge, or charged for what happens only when something went wrong. A budget costs
   * nothing as long as it acts on nothing: <a
   * href="https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/">AWS Budgets pricing</a>.
   */
  private static final Set<String> FREE =
      Set.of(
          "AWS::Budgets::Budget",
          "AWS::CloudFormation::CustomResource",
          "AWS::EC2::InternetGateway",
          "AWS::EC2::Route",
          "AWS::EC2::RouteTable",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::SecurityGroupIngress",
          "AWS::EC2::Subnet",
          "AWS::EC2::SubnetRouteTableAssociation",
          "AWS::EC2::VPC",
          "AWS::EC2::VPCGatewayAttachment",
          "AWS::Events::Rule",
          "AWS::Glue::Connection",
          "AWS::Glue::Database",
          "AWS::Glue::SecurityConfiguration",
          "AWS::Glue::Trigger",
          "AWS::Glue::Workflow",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Lambda::Url",
          "AWS::Lambda::Version",
          "AWS::Logs::MetricFilter",
          "AWS::MSK::BatchScramSecret",
          "AWS::MSK::Configuration",
          "AWS::MSK::Topic",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::Topic",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::Queue",
          "AWS::SQS::QueuePolicy",
          "AWS::Scheduler::ScheduleGroup");

  private final List<Resource> all;

  Resources(List<Resource> all) {
    this.all = all;
  }

  List<Resource> of(String type) {
    return all.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** Those that the bill knows nothing of. */
  List<Resource> unknown() {
    return all.stream().filter(resource -> !knows(resource.type())).toList();
  }

  static boolean knows(String type) {
    return PRICED.contains(type) || FREE.contains(type);
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
