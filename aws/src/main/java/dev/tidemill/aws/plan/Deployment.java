package dev.tidemill.aws.plan;

import dev.tidemill.model.Budget;
import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stage of a pipeline on AWS: all that is made there.
 *
 * @param region empty: wherever it is deployed
 * @param tags of every resource
 * @param retained whether what holds data outlives the deployment
 * @param encryptionKey the ARN of a KMS key; empty: AWS's own keys
 * @param logRetention of all logs but those of functions
 * @param network empty: nothing needs one
 * @param cluster empty: there are no streams, or their Kafka is there already
 * @param scheduleGroups of the schedules
 * @param database of the tables
 * @param scanLimit of a query, in bytes
 * @param recipients who is told of alarms and failed runs: e-mail addresses and ARNs of topics
 * @param helper what the function acts as that does at deployments what CloudFormation cannot
 */
public record Deployment(
    Names names,
    Optional<String> region,
    Optional<String> account,
    Map<String, String> tags,
    boolean retained,
    Optional<String> encryptionKey,
    Duration logRetention,
    Optional<Network> network,
    Optional<KafkaCluster> cluster,
    List<DynamoTable> tables,
    List<LambdaFunction> functions,
    List<GlueJob> jobs,
    List<GlueWorkflow> workflows,
    List<String> scheduleGroups,
    List<EventSchedule> schedules,
    String database,
    long scanLimit,
    List<MetricAlarm> alarms,
    Optional<Budget> budget,
    List<String> recipients,
    Role helper) {

  /** Where tables lie in the bucket. */
  public static final String WAREHOUSE = "warehouse";

  /** What a run looks at to see whether it is still the one of the deployment. */
  public static final String WATCHED = "deployment.txt";

  /** Where answers of queries lie in the bucket. */
  public static final String ANSWERS = "athena-results";

  /** Whose dead letters the queue of all schedules holds; no id of a function begins with '_'. */
  public static final String SCHEDULES = "_schedules";

  public Deployment {
    tables = List.copyOf(tables);
    functions = List.copyOf(functions);
    jobs = List.copyOf(jobs);
    workflows = List.copyOf(workflows);
    scheduleGroups = List.copyOf(scheduleGroups);
    schedules = List.copyOf(schedules);
    alarms = List.copyOf(alarms);
    recipients = List.copyOf(recipients);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /**
   * Decides everything.
   *
   * @param pipeline one in which {@link DeploymentChecks} finds no error
   */
  public static Deployment of(Pipeline pipeline) {
    return of(pipeline, new TreeMap<>());
  }

  /**
   * The same with parameters that the definition was read with.
   *
   * @param set values of parameters by name, as in {@code --set}
   */
  public static Deployment of(Pipeline pipeline, Map<String, String> set) {
    return new Planner(pipeline, new TreeMap<>(set)).plan();
  }

  /** The name of the stack, the cluster, the workgroup and the group of schedules. */
  public String name() {
    return names.pipeline() + "-" + names.stage();
  }

  /** Whether schedules need a queue for what they tried in vain. */
  public boolean keepsSchedulesDeadLetters() {
    return schedules.stream().anyMatch(EventSchedule::deadLetters);
  }

  /** The functions whose timeouts an alarm watches. */
  public List<LambdaFunction> functionsWithTimeouts() {
    return functions.stream().filter(this::watchesTimeouts).toList();
  }

  private boolean watchesTimeouts(LambdaFunction function) {
    return alarms.stream()
        .flatMap(alarm -> alarm.metrics().stream())
        .anyMatch(metric -> metric.name().equals(function.timeoutsMetric()));
  }

  /** All that AWS may charge for. */
  public List<Resource> resources() {
    return new ResourceList(this).all();
  }

  /** What every part of it acts as. */
  public List<Role> roles() {
    return new ResourceList(this).roles();
  }
}
