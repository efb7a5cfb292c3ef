package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.KafkaCluster;
import dev.tidemill.aws.plan.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

/** The network of brokers, functions and jobs, and who may talk to whom in it. */
final class PipelineNetwork {

  private static final int HTTPS = 443;

  private final Construct scope;
  private final Network plan;
  private final IVpc vpc;
  private final boolean own;
  private final boolean retained;
  private final SecurityGroup functions;
  private final SecurityGroup jobs;

  /**
   * @param given a network that is there; empty: as the plan says
   */
  PipelineNetwork(
      Construct parent, Deployment deployment, Network plan, Optional<IVpc> given, Logs logs) {
    this.scope = new Construct(parent, "Network");
    this.plan = plan;
    this.retained = deployment.retained();
    this.own = given.isEmpty() && plan.vpc().isEmpty();
    this.vpc = given.orElseGet(() -> own ? make() : find());
    this.functions = group("Functions", "Functions of " + deployment.name());
    this.jobs = group("Jobs", "Glue jobs of " + deployment.name());
    // Glue wants it: https://docs.aws.amazon.com/glue/latest/dg/setup-vpc-for-glue-access.html
    jobs.addIngressRule(jobs, Port.allTcp(), "Workers of a run talk to each other");
    if (own) {
      flowLog(deployment, logs);
      gateways();
      endpoints();
    }
  }

  private Vpc make() {
    List<SubnetConfiguration> subnets = new ArrayList<>();
    subnets.add(
        SubnetConfiguration.builder()
            .name("Isolated")
            .subnetType(SubnetType.PRIVATE_ISOLATED)
            .cidrMask(20)
            .build());
    if (plan.nat()) {
      subnets.add(
          SubnetConfiguration.builder()
              .name("Public")
              .subnetType(SubnetType.PUBLIC)
              .mapPublicIpOnLaunch(false)
              .cidrMask(26)
              .build());
      subnets.add(
          SubnetConfiguration.builder()
              .name("Internet")
              .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
              .cidrMask(22)
              .build());
    }
    return Vpc.Builder.create(scope, "Vpc")
        .ipAddresses(IpAddresses.cidr("10.0.0.0/16"))
        .maxAzs(plan.zones())
        .natGateways(plan.nat() ? 1 : 0)
        .subnetConfiguration(subnets)
        .restrictDefaultSecurityGroup(false)
        .build();
  }

  private IVpc find() {
    List<String> zones =
        IntStream.range(0, plan.zones()).mapToObj(i -> Fn.select(i, Fn.getAzs())).toList();
    IVpc found =
        Vpc.fromVpcAttributes(
            scope,
            "Vpc",
            VpcAttributes.builder()
                .vpcId(plan.vpc().orElseThrow())
                .availabilityZones(zones)
                .isolatedSubnetIds(plan.subnets())
                .build());
    // Nothing here asks for route tables: gateways of a given network are its owner's.
    Annotations.of(scope).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId");
    return found;
  }

  private SecurityGroup group(String id, String description) {
    return SecurityGroup.Builder.create(scope, id)
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(true)
        .build();
  }

  private void flowLog(Deployment deployment, Logs logs) {
    vpc.addFlowLog(
        "Rejected",
        FlowLogOptions.builder()
            .trafficType(FlowLogTrafficType.REJECT)
            .destination(
                FlowLogDestination.toCloudWatchLogs(
                    logs.group(
                        "Network", "/aws/vpc/" + deployment.name(), deployment.logRetention())))
            .build());
  }

  /** These two cost nothing. */
  private void gateways() {
    vpc.addGatewayEndpoint(
        "S3", GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.S3).build());
    vpc.addGatewayEndpoint(
        "DynamoDb",
        GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.DYNAMODB).build());
  }

  private void endpoints() {
    if (plan.endpoints().isEmpty()) {
      return;
    }
    SecurityGroup endpoints =
        SecurityGroup.Builder.create(scope, "Endpoints")
            .vpc(vpc)
            .description("Interface endpoints")
            .allowAllOutbound(false)
            .build();
    endpoints.addIngressRule(jobs, Port.tcp(HTTPS), "Jobs ask services of AWS");
    for (String service : plan.endpoints()) {
      vpc.addInterfaceEndpoint(
          "Endpoint-" + service,
          InterfaceVpcEndpointOptions.builder()
              .service(new InterfaceVpcEndpointAwsService(service))
              .subnets(isolated())
              .securityGroups(List.of(endpoints))
              .open(false)
              .build());
    }
  }

  IVpc vpc() {
    return vpc;
  }

  SecurityGroup functions() {
    return functions;
  }

  SecurityGroup jobs() {
    return jobs;
  }

  /** The group of brokers: functions and jobs reach its port, and nobody else does. */
  SecurityGroup brokers(KafkaCluster cluster) {
    SecurityGroup brokers =
        SecurityGroup.Builder.create(scope, "Brokers")
            .vpc(vpc)
            .description("Brokers of " + cluster.name())
            .allowAllOutbound(false)
            .build();
    brokers.addIngressRule(
        Peer.securityGroupId(functions.getSecurityGroupId()),
        Port.tcp(cluster.port()),
        "Functions send and read");
    brokers.addIngressRule(
        Peer.securityGroupId(jobs.getSecurityGroupId()),
        Port.tcp(cluster.port()),
        "Jobs read and send");
    if (retained) {
      retain(brokers);
    }
    return brokers;
  }

  /** A cluster that stays holds its network: CloudFormation could not delete it. */
  private void retain(SecurityGroup brokers) {
    brokers.applyRemovalPolicy(RemovalPolicy.RETAIN);
    if (own) {
      vpc.applyRemovalPolicy(RemovalPolicy.RETAIN);
      // A subnet of CDK names no child of its own as the one that is meant.
      subnets()
          .forEach(
              subnet ->
                  ((CfnResource) subnet.getNode().findChild("Subnet"))
                      .applyRemovalPolicy(RemovalPolicy.RETAIN));
    }
  }

  /** One subnet a zone, without a way to the internet. */
  List<ISubnet> subnets() {
    return vpc.selectSubnets(isolated()).getSubnets();
  }

  boolean isOwn() {
    return own;
  }

  private SubnetSelection isolated() {
    List<ISubnet> isolated = vpc.getIsolatedSubnets();
    return SubnetSelection.builder()
        .subnets(isolated.isEmpty() ? vpc.getPrivateSubnets() : isolated)
        .build();
  }

  /**
   * @param internet whether the function reaches the internet
   */
  SubnetSelection subnets(boolean internet) {
    return internet && own
        ? SubnetSelection.builder().subnetGroupName("Internet").build()
        : isolated();
  }
}
