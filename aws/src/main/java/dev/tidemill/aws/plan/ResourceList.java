package dev.tidemill.aws.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A deployment as one flat list. */
final class ResourceList {

  private final Deployment deployment;
  private final List<Resource> resources = new ArrayList<>();

  ResourceList(Deployment deployment) {
    this.deployment = deployment;
  }

  List<Resource> all() {
    deployment.network().ifPresent(this::network);
    deployment.cluster().ifPresent(this::cluster);
    deployment.functions().forEach(this::function);
    deployment
        .functionsWithTimeouts()
        .forEach(function -> add("AWS::Logs::MetricFilter", function.id()));
    deployment.tables().forEach(table -> add("AWS::DynamoDB::Table", table.id()));
    deployment.jobs().forEach(this::job);
    deployment.schedules().forEach(this::schedule);
    add("AWS::S3::Bucket", "lake");
    add("AWS::S3::Bucket", "access-logs");
    add("AWS::Glue::Database", deployment.database());
    add(
        "AWS::Athena::WorkGroup",
        deployment.name(),
        "scanLimit",
        String.valueOf(deployment.scanLimit()));
    add("AWS::Lambda::Function", deployment.name(), "memoryMb", "128");
    deployment.alarms().forEach(this::alarm);
    deployment
        .budget()
        .ifPresent(
            budget ->
                add(
                    "AWS::Budgets::Budget",
                    deployment.name(),
                    "limit",
                    budget.monthly().amount().toPlainString()));
    return List.copyOf(resources);
  }

  List<Role> roles() {
    List<Role> roles = new ArrayList<>();
    roles.add(deployment.helper());
    deployment.functions().forEach(function -> roles.add(function.role()));
    deployment.jobs().forEach(job -> roles.add(job.role()));
    deployment.workflows().stream()
        .flatMap(workflow -> workflow.arrival().stream())
        .forEach(arrival -> roles.add(arrival.role()));
    deployment.schedules().forEach(schedule -> roles.add(schedule.role()));
    return List.copyOf(roles);
  }

  private void network(Network network) {
    String zones = String.valueOf(network.zones());
    if (network.vpc().isEmpty()) {
      add("AWS::EC2::VPC", deployment.name(), "zones", zones);
    }
    network.endpoints().forEach(endpoint -> add("AWS::EC2::VPCEndpoint", endpoint, "zones", zones));
    if (network.nat()) {
      add("AWS::EC2::NatGateway", deployment.name(), "gateways", "1");
    }
  }

  private void cluster(KafkaCluster cluster) {
    String partitions =
        String.valueOf(cluster.topics().stream().mapToInt(KafkaTopic::partitions).sum());
    if (cluster.provisioned().isEmpty()) {
      add("AWS::MSK::ServerlessCluster", cluster.name(), "partitions", partitions);
      return;
    }
    var brokers = cluster.provisioned().get();
    add(
        "AWS::MSK::Cluster",
        cluster.name(),
        "brokerType",
        brokers.brokerType(),
        "brokers",
        String.valueOf(brokers.brokers()),
        "partitions",
        partitions,
        "replication",
        String.valueOf(brokers.replication()),
        "storageBytes",
        String.valueOf(brokers.isExpress() ? 0 : brokers.storage().bytes()));
  }

  private void function(LambdaFunction function) {
    add(
        "AWS::Lambda::Function",
        function.id(),
        "architecture",
        function.function().aws().architecture().name().toLowerCase(Locale.ROOT),
        "memoryMb",
        String.valueOf(function.function().memory().megabytes()),
        "snapStart",
        String.valueOf(function.snapStart()));
    add("AWS::SQS::Queue", function.id());
    add("AWS::Logs::LogGroup", function.logGroup());
  }

  private void job(GlueJob job) {
    add(
        "AWS::Glue::Job",
        job.id().equals(GlueJob.SHARED) ? job.name() : job.id(),
        "jobs",
        String.join(",", job.jobs()),
        "streaming",
        String.valueOf(job.streaming()),
        "workers",
        String.valueOf(job.settings().workers()),
        "workerType",
        job.settings().workerType());
    job.logGroups().forEach(group -> add("AWS::Logs::LogGroup", group));
  }

  private void schedule(EventSchedule schedule) {
    add("AWS::Scheduler::Schedule", schedule.id(), "expression", schedule.expression());
  }

  /** Each metric of an alarm is charged, and a band costs those of three. */
  private void alarm(MetricAlarm alarm) {
    int metrics = alarm.metrics().size();
    boolean band = alarm.bound() instanceof MetricAlarm.Bound.Band;
    add(
        "AWS::CloudWatch::Alarm",
        alarm.id(),
        "metrics",
        String.valueOf(band ? 3 * metrics : metrics));
  }

  private void add(String type, String id, String... quantities) {
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < quantities.length; i += 2) {
      named.put(quantities[i], quantities[i + 1]);
    }
    resources.add(new Resource(type, id, named));
  }
}
