package dev.tidemill.aws.bill;

import dev.tidemill.aws.plan.Resource;
import dev.tidemill.aws.price.PriceKey;
import dev.tidemill.aws.price.PriceKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The resources of a deployment by type, and which of them a bill knows. */
final class Resources {

  /** What is charged, with a price that a line of the bill has for it. */
  static final Map<String, Set<PriceKey>> PRICED = new TreeMap<>();

  /** What is not, with the reason. */
  static final Map<String, String> FREE = new TreeMap<>();

  static {
    PRICED.put("AWS::Athena::WorkGroup", Set.of(PriceKeys.ATHENA));
    PRICED.put("AWS::CloudWatch::Alarm", Set.of(PriceKeys.ALARM));
    PRICED.put("AWS::DynamoDB::GlobalTable", Set.of(PriceKeys.DYNAMO_STORAGE));
    PRICED.put("AWS::DynamoDB::Table", Set.of(PriceKeys.DYNAMO_STORAGE));
    PRICED.put("AWS::EC2::EIP", Set.of(PriceKeys.PUBLIC_ADDRESS));
    PRICED.put("AWS::EC2::FlowLog", Set.of(PriceKeys.LOGS_IN));
    PRICED.put("AWS::EC2::NatGateway", Set.of(PriceKeys.NAT));
    PRICED.put("AWS::EC2::VPCEndpoint", Set.of(PriceKeys.ENDPOINT));
    PRICED.put("AWS::Glue::Job", Set.of(PriceKeys.GLUE_6));
    PRICED.put("AWS::KMS::Key", Set.of(PriceKeys.KMS_KEY));
    PRICED.put("AWS::Lambda::Function", Set.of(PriceKeys.LAMBDA_REQUESTS));
    PRICED.put("AWS::Logs::LogGroup", Set.of(PriceKeys.LOGS_STORED));
    PRICED.put("AWS::Logs::MetricFilter", Set.of(PriceKeys.METRIC));
    PRICED.put("AWS::MSK::Cluster", Set.of(PriceKeys.MSK_STORAGE, PriceKeys.EXPRESS_STORAGE));
    PRICED.put("AWS::MSK::ServerlessCluster", Set.of(PriceKeys.SERVERLESS_CLUSTER));
    PRICED.put("AWS::S3::Bucket", Set.of(PriceKeys.S3_PUT, PriceKeys.S3_STORAGE_1));
    PRICED.put("AWS::Scheduler::Schedule", Set.of(PriceKeys.SCHEDULER));
    PRICED.put("AWS::SecretsManager::Secret", Set.of(PriceKeys.SECRET));

    // https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/
    free("as long as it acts on nothing", "AWS::Budgets::Budget");
    free("works at deployments only", "AWS::CloudFormation::CustomResource");
    free("charged for what failed", "AWS::SQS::Queue");
    free("charged for notices", "AWS::SNS::Topic", "AWS::SNS::Subscription");
    free("charged by what runs for it", "AWS::Glue::Trigger", "AWS::Glue::Workflow");
    free("events of AWS's own services are free", "AWS::Events::Rule");
    free("the first million objects are free", "AWS::Glue::Database");
    free(
        "part of the network",
        "AWS::EC2::InternetGateway",
        "AWS::EC2::Route",
        "AWS::EC2::RouteTable",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::SecurityGroupIngress",
        "AWS::EC2::Subnet",
        "AWS::EC2::SubnetRouteTableAssociation",
        "AWS::EC2::VPC",
        "AWS::EC2::VPCGatewayAttachment");
    free(
        "a right or a setting",
        "AWS::Glue::Connection",
        "AWS::Glue::SecurityConfiguration",
        "AWS::IAM::Policy",
        "AWS::IAM::Role",
        "AWS::Lambda::Alias",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::Url",
        "AWS::Lambda::Version",
        "AWS::MSK::BatchScramSecret",
        "AWS::MSK::Configuration",
        "AWS::MSK::Topic",
        "AWS::S3::BucketPolicy",
        "AWS::SNS::TopicPolicy",
        "AWS::SQS::QueuePolicy",
        "AWS::Scheduler::ScheduleGroup");
  }

  private final List<Resource> all;

  Resources(List<Resource> all) {
    this.all = all;
  }

  private static void free(String reason, String... types) {
    for (String type : types) {
      FREE.put(type, reason);
    }
  }

  List<Resource> of(String type) {
    return all.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** Those that the bill knows nothing of. */
  List<Resource> unknown() {
    return all.stream()
        .filter(each -> !PRICED.containsKey(each.type()) && !FREE.containsKey(each.type()))
        .toList();
  }

  /** Types that cost nothing by themselves, with the reason, in the order of the deployment. */
  Map<String, String> free() {
    Map<String, String> types = new LinkedHashMap<>();
    all.stream()
        .map(Resource::type)
        .filter(FREE::containsKey)
        .forEach(type -> types.put(type, FREE.get(type)));
    return types;
  }

  static double number(Resource resource, String quantity) {
    String text = resource.quantities().get(quantity);
    return text == null ? 0 : Double.parseDouble(text);
  }
}
