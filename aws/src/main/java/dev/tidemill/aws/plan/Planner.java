package dev.tidemill.aws.plan;

import dev.tidemill.model.AwsSettings;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes the plan of a deployment. */
final class Planner {

  private final Pipeline pipeline;
  private final AwsSettings aws;
  private final KafkaPlan kafka;
  private final Map<String, String> set;

  Planner(Pipeline pipeline, Map<String, String> set) {
    this.pipeline = pipeline;
    this.aws = pipeline.aws();
    this.kafka = new KafkaPlan(pipeline);
    this.set = set;
  }

  Deployment plan() {
    Optional<KafkaCluster> cluster = kafka.cluster();
    boolean inside = cluster.isPresent() || aws.network().vpc().isPresent();
    List<LambdaFunction> functions =
        pipeline.functions().values().stream()
            .map(new FunctionPlans(pipeline, kafka)::plan)
            .toList();
    List<GlueJob> jobs = new JobPlans(pipeline, kafka, set).plan();
    List<GlueWorkflow> workflows = new Chains(pipeline).workflows();
    List<EventSchedule> schedules = new SchedulePlans(pipeline, workflows).plan(jobs);
    Set<String> groups = new LinkedHashSet<>();
    schedules.forEach(schedule -> groups.add(schedule.group()));
    return new Deployment(
        pipeline.names(),
        aws.region(),
        aws.account(),
        tags(),
        aws.removal() == AwsSettings.Removal.RETAIN,
        aws.encryptionKey(),
        aws.logRetention(),
        inside ? Optional.of(network(functions, jobs)) : Optional.empty(),
        cluster,
        pipeline.stores().values().stream()
            .map(store -> new DynamoTable(pipeline.names().physical(store.id()), store))
            .toList(),
        functions,
        jobs,
        workflows,
        new ArrayList<>(groups),
        schedules,
        pipeline.names().database(),
        aws.athena().scanLimit().bytes(),
        new AlarmPlans(pipeline, kafka).plan(functions, jobs, schedules),
        pipeline.budget(),
        pipeline.recipients(),
        helper(cluster, jobs));
  }

  /** What the function acts as that looks up the brokers and tells runs of a new deployment. */
  private Role helper(Optional<KafkaCluster> cluster, List<GlueJob> jobs) {
    String name = pipeline.id() + "-" + pipeline.stage();
    List<Statement> statements = new ArrayList<>();
    statements.add(
        Statement.allow(
            "Log",
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            List.of(Ref.arn("logs", "log-group:" + LambdaFunction.logGroup(name) + ":*"))));
    // By its name: a policy that refers to the cluster is made after it, and is not in force yet.
    cluster.ifPresent(
        made ->
            statements.add(
                Statement.allow(
                    "Brokers",
                    List.of("kafka:GetBootstrapBrokers"),
                    List.of(Ref.arn("kafka", "cluster/" + made.name() + "/*")))));
    if (jobs.stream().anyMatch(GlueJob::streaming)) {
      statements.add(
          Statement.allow(
              "Watched",
              List.of("s3:PutObject"),
              List.of(Ref.s3(Ref.LAKE + "/" + Deployment.WATCHED))));
    }
    if (!jobs.isEmpty()) {
      statements.add(
          Statement.allow(
              "StopRuns",
              List.of("glue:BatchStopJobRun", "glue:GetJobRuns"),
              jobs.stream().map(job -> GlueJob.arn(job.name())).toList()));
    }
    if (aws.removal() == AwsSettings.Removal.DESTROY) {
      statements.add(
          Statement.allow(
              "Empty",
              List.of("s3:ListBucket"),
              List.of(Ref.s3(Ref.LAKE), Ref.s3(Ref.ACCESS_LOGS))));
      statements.add(
          Statement.allow(
              "Delete",
              List.of("s3:DeleteObject"),
              List.of(Ref.s3(Ref.LAKE + "/*"), Ref.s3(Ref.ACCESS_LOGS + "/*"))));
    }
    return new Role("Helper", "lambda.amazonaws.com", new TreeMap<>(), statements);
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("tidemill:pipeline", pipeline.id());
    tags.put("tidemill:stage", pipeline.stage());
    tags.putAll(aws.tags());
    return tags;
  }

  /**
   * Jobs ask Glue for tables from inside the network; what they log goes through Glue's own proxy:
   * <a href="https://docs.aws.amazon.com/glue/latest/dg/connection-VPC-disable-proxy.html">its
   * page</a>. Functions reach DynamoDB through a gateway, and MSK's brokers take signatures that
   * are made without any service.
   */
  private Network network(List<LambdaFunction> functions, List<GlueJob> jobs) {
    List<String> endpoints = new ArrayList<>();
    AwsSettings.Network network = aws.network();
    boolean own = network.vpc().isEmpty();
    if (own && jobs.stream().anyMatch(GlueJob::inNetwork)) {
      endpoints.add("glue");
    }
    boolean nat = own && functions.stream().anyMatch(LambdaFunction::internet);
    return new Network(network.vpc(), network.subnets(), zones(aws), endpoints, nat);
  }

  /** How many subnets brokers, functions and jobs are in, one a zone; MSK has two at least. */
  static int zones(AwsSettings aws) {
    AwsSettings.Network network = aws.network();
    if (network.vpc().isPresent()) {
      return network.subnets().size();
    }
    return aws.streams() instanceof AwsStreams.Provisioned
        ? network.zones()
        : Math.max(2, network.zones());
  }
}
