package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.GlueJob;
import dev.tidemill.aws.plan.GlueWorkflow;
import dev.tidemill.aws.plan.Network;
import dev.tidemill.aws.plan.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.glue.CfnConnection;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.glue.CfnSecurityConfiguration;
import software.amazon.awscdk.services.glue.CfnTrigger;
import software.amazon.awscdk.services.glue.CfnWorkflow;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Jobs, workflows and the database on AWS Glue; CDK's L2 of it is not stable in this version.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Glue.html">its
 *     resources</a>
 */
final class GlueResources {

  private static final String VERSION = "6.0";

  private final Construct scope;
  private final Deployment deployment;
  private final Roles roles;
  private final Logs logs;
  private final Values values;
  private final CfnDatabase database;
  private final List<CfnConnection> connections = new ArrayList<>();
  private final Map<String, CfnResource> started = new LinkedHashMap<>();

  GlueResources(
      Construct parent,
      Deployment deployment,
      Optional<PipelineNetwork> network,
      Optional<IKey> key,
      Roles roles,
      Logs logs,
      Values values) {
    this.scope = new Construct(parent, "Jobs");
    this.deployment = deployment;
    this.roles = roles;
    this.logs = logs;
    this.values = values;
    this.database = database();
    if (!deployment.jobs().isEmpty()) {
      CfnSecurityConfiguration security = security(key);
      network
          .filter(place -> deployment.jobs().stream().anyMatch(GlueJob::inNetwork))
          .ifPresent(this::connections);
      deployment.jobs().forEach(job -> job(job, security));
      deployment.workflows().forEach(this::workflow);
    }
  }

  /** Jobs and workflows by name. */
  Map<String, CfnResource> started() {
    return started;
  }

  /** Tables in it are made by the jobs: CloudFormation would undo their commits. */
  private CfnDatabase database() {
    CfnDatabase made =
        CfnDatabase.Builder.create(scope, "Database")
            .catalogId(Aws.ACCOUNT_ID)
            .databaseInput(
                CfnDatabase.DatabaseInputProperty.builder()
                    .name(deployment.database())
                    .description("Tables of " + deployment.name())
                    .locationUri(
                        values.text(
                            "s3://%s/%s/%s"
                                .formatted(Ref.LAKE, Deployment.WAREHOUSE, deployment.database())))
                    .build())
            .build();
    made.applyRemovalPolicy(deployment.retained() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    return made;
  }

  private CfnSecurityConfiguration security(Optional<IKey> key) {
    CfnSecurityConfiguration.EncryptionConfigurationProperty.Builder encryption =
        CfnSecurityConfiguration.EncryptionConfigurationProperty.builder();
    CfnSecurityConfiguration.S3EncryptionProperty.Builder s3 =
        CfnSecurityConfiguration.S3EncryptionProperty.builder()
            .s3EncryptionMode(key.isPresent() ? "SSE-KMS" : "SSE-S3");
    key.ifPresent(
        own -> {
          s3.kmsKeyArn(own.getKeyArn());
          encryption
              .cloudWatchEncryption(
                  CfnSecurityConfiguration.CloudWatchEncryptionProperty.builder()
                      .cloudWatchEncryptionMode("SSE-KMS")
                      .kmsKeyArn(own.getKeyArn())
                      .build())
              .jobBookmarksEncryption(
                  CfnSecurityConfiguration.JobBookmarksEncryptionProperty.builder()
                      .jobBookmarksEncryptionMode("CSE-KMS")
                      .kmsKeyArn(own.getKeyArn())
                      .build());
        });
    return CfnSecurityConfiguration.Builder.create(scope, "Security")
        .name(deployment.name())
        .encryptionConfiguration(encryption.s3Encryptions(List.of(s3.build())).build())
        .build();
  }

  /** One for each zone: a run has its place in one, and Glue takes another if that is down. */
  private void connections(PipelineNetwork place) {
    int zone = 0;
    for (ISubnet subnet : place.subnets()) {
      zone++;
      CfnConnection.PhysicalConnectionRequirementsProperty.Builder where =
          CfnConnection.PhysicalConnectionRequirementsProperty.builder()
              .subnetId(subnet.getSubnetId())
              .securityGroupIdList(List.of(place.jobs().getSecurityGroupId()));
      if (place.isOwn()) {
        where.availabilityZone(subnet.getAvailabilityZone());
      }
      connections.add(
          CfnConnection.Builder.create(scope, "Zone-" + zone)
              .catalogId(Aws.ACCOUNT_ID)
              .connectionInput(
                  CfnConnection.ConnectionInputProperty.builder()
                      .name(Network.connection(deployment.name(), zone))
                      .description("The way of jobs into zone " + zone)
                      .connectionType("NETWORK")
                      .connectionProperties(new LinkedHashMap<>())
                      .physicalConnectionRequirements(where.build())
                      .build())
              .build());
    }
  }

  private void job(GlueJob plan, CfnSecurityConfiguration security) {
    String id = plan.id().equals(GlueJob.SHARED) ? "Shared_" : plan.id();
    plan.logGroups()
        .forEach(
            group ->
                logs.group(
                    "Job-" + id + "-" + group.substring(group.lastIndexOf('/') + 1),
                    group,
                    deployment.logRetention()));
    IRole role = roles.role(plan.role());
    CfnJob.Builder builder =
        CfnJob.Builder.create(scope, "Job-" + id)
            .name(plan.name())
            .description("Runs " + String.join(", ", plan.jobs()))
            .role(role.getRoleArn())
            .glueVersion(VERSION)
            .command(
                CfnJob.JobCommandProperty.builder()
                    .name(plan.streaming() ? "gluestreaming" : "glueetl")
                    .scriptLocation(values.text(Ref.assetUrl(Ref.SCRIPT_ASSET)))
                    .build())
            .workerType(plan.settings().workerType())
            .numberOfWorkers(plan.settings().workers())
            .executionProperty(
                CfnJob.ExecutionPropertyProperty.builder()
                    .maxConcurrentRuns(plan.maxConcurrentRuns())
                    .build())
            .maxRetries(plan.retries())
            .securityConfiguration(deployment.name())
            .defaultArguments(values.texts(plan.arguments()));
    // None for a stream: any would end it, and 0 is refused.
    plan.timeout().map(Duration::toMinutes).map(m -> Math.max(1, m)).ifPresent(builder::timeout);
    plan.notifyDelayAfter()
        .ifPresent(
            delay ->
                builder.notificationProperty(
                    CfnJob.NotificationPropertyProperty.builder()
                        .notifyDelayAfter(delay.toMinutes())
                        .build()));
    if (plan.streaming()) {
      plan.settings().maintenanceWindow().ifPresent(builder::maintenanceWindow);
    }
    if (plan.inNetwork()) {
      builder.connections(
          CfnJob.ConnectionsListProperty.builder().connections(connectionNames()).build());
    }
    CfnJob job = builder.build();
    // All named by texts, which CloudFormation does not follow.
    job.getNode().addDependency(security);
    job.getNode().addDependency(database);
    if (plan.inNetwork()) {
      connections.forEach(job.getNode()::addDependency);
    }
    started.put(plan.name(), job);
  }

  private List<String> connectionNames() {
    List<String> names = new ArrayList<>();
    for (int zone = 1; zone <= connections.size(); zone++) {
      names.add(Network.connection(deployment.name(), zone));
    }
    return names;
  }

  private void workflow(GlueWorkflow plan) {
    Construct its = new Construct(scope, "Chain-" + plan.id());
    CfnWorkflow workflow =
        CfnWorkflow.Builder.create(its, "Workflow").name(plan.name()).maxConcurrentRuns(1).build();
    CfnTrigger.Builder first =
        CfnTrigger.Builder.create(its, "First")
            .name(plan.name() + "-first")
            .type(plan.arrival().isPresent() ? "EVENT" : "ON_DEMAND")
            .workflowName(plan.name())
            .actions(List.of(start(plan.first())));
    plan.arrival()
        .ifPresent(
            arrival ->
                first.eventBatchingCondition(
                    CfnTrigger.EventBatchingConditionProperty.builder()
                        .batchSize(1)
                        .batchWindow(60)
                        .build()));
    depends(first.build(), workflow, List.of(plan.first()));
    plan.links().forEach(link -> link(its, plan, link, workflow));
    plan.arrival().ifPresent(arrival -> arrival(its, plan, arrival, workflow));
    started.put("workflow/" + plan.name(), workflow);
  }

  private void link(
      Construct its, GlueWorkflow plan, GlueWorkflow.Link link, CfnWorkflow workflow) {
    CfnTrigger.PredicateProperty.Builder predicate =
        CfnTrigger.PredicateProperty.builder()
            .conditions(
                link.jobs().stream()
                    .map(
                        job ->
                            CfnTrigger.ConditionProperty.builder()
                                .jobName(job)
                                .state(link.state())
                                .logicalOperator("EQUALS")
                                .build())
                    .toList());
    if (link.jobs().size() > 1) {
      predicate.logical(link.all() ? "AND" : "ANY");
    }
    CfnTrigger trigger =
        CfnTrigger.Builder.create(its, "After-" + link.id())
            .name(link.job() + "-after")
            .type("CONDITIONAL")
            .startOnCreation(true)
            .workflowName(plan.name())
            .predicate(predicate.build())
            .actions(List.of(start(link.job())))
            .build();
    List<String> jobs = new ArrayList<>(link.jobs());
    jobs.add(link.job());
    depends(trigger, workflow, jobs);
  }

  private void depends(CfnTrigger trigger, CfnWorkflow workflow, List<String> jobs) {
    trigger.getNode().addDependency(workflow);
    jobs.forEach(job -> trigger.getNode().addDependency(started.get(job)));
  }

  private static CfnTrigger.ActionProperty start(String job) {
    return CfnTrigger.ActionProperty.builder().jobName(job).build();
  }

  private void arrival(
      Construct its, GlueWorkflow plan, GlueWorkflow.Arrival arrival, CfnWorkflow workflow) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("bucket", nested("name", List.of(arrival.bucket())));
    if (!arrival.prefix().isEmpty()) {
      detail.put("object", nested("key", List.of(nested("prefix", arrival.prefix()))));
    }
    Map<String, Object> pattern = new LinkedHashMap<>();
    pattern.put("source", List.of("aws.s3"));
    pattern.put("detail-type", List.of("Object Created"));
    pattern.put("detail", detail);
    CfnRule.Builder.create(its, "Arrived")
        .name(plan.name() + "-arrived")
        .description("New files set " + plan.name() + " off")
        .eventPattern(pattern)
        .targets(
            List.of(
                CfnRule.TargetProperty.builder()
                    .id("workflow")
                    .arn(
                        "arn:%s:glue:%s:%s:workflow/%s"
                            .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, plan.name()))
                    .roleArn(roles.role(arrival.role()).getRoleArn())
                    .build()))
        .build()
        .getNode()
        .addDependency(workflow);
  }

  private static Map<String, Object> nested(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
