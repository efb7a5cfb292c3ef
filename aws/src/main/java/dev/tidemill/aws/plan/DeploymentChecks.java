package dev.tidemill.aws.plan;

import dev.tidemill.model.Alarm;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Function;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a definition says that cannot be so on AWS, besides what {@code model} finds. */
public final class DeploymentChecks {

  /**
   * The most resources of a stack: <a
   * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">quotas</a>.
   */
  private static final int MOST_RESOURCES = 500;

  /** What CloudFormation resources there are besides those of functions, about. */
  private static final int OF_THE_REST = 80;

  /** Of one function: itself, version, alias, role, policy, queue, its policy, logs, and so on. */
  private static final int OF_A_FUNCTION = 12;

  /**
   * The most bytes of all variables of a function: <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">quotas</a>.
   */
  private static final int MOST_ENVIRONMENT = 4096;

  private final Pipeline pipeline;
  private final KafkaPlan kafka;
  private final List<Finding> findings = new ArrayList<>();

  private DeploymentChecks(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.kafka = new KafkaPlan(pipeline);
  }

  /** All that is wrong, by position. */
  public static List<Finding> check(Pipeline pipeline) {
    DeploymentChecks checks = new DeploymentChecks(pipeline);
    checks.count();
    pipeline.stores().values().forEach(checks::store);
    pipeline.functions().values().forEach(checks::function);
    pipeline.schedules().values().forEach(checks::schedule);
    pipeline.jobs().values().forEach(checks::job);
    pipeline.alarms().values().forEach(checks::alarm);
    checks.chains();
    new RouteChecks(pipeline, checks.kafka, checks::error).check();
    checks.files();
    if (checks.findings.isEmpty()) {
      checks.environments();
    }
    return checks.findings.stream()
        .sorted(
            Comparator.<Finding>comparingInt(finding -> finding.position().line())
                .thenComparingInt(finding -> finding.position().column()))
        .toList();
  }

  private void count() {
    List<Function> functions = List.copyOf(pipeline.functions().values());
    int most = (MOST_RESOURCES - OF_THE_REST) / OF_A_FUNCTION;
    if (functions.size() > most) {
      error(
          "too-many-resources",
          "functions." + functions.get(most).id(),
          functions.get(most).handlerPosition(),
          functions.size() + " functions are more than one stack can hold",
          "CloudFormation takes %d resources, which is %d functions: make two pipelines of it"
              .formatted(MOST_RESOURCES, most),
          String.valueOf(functions.size()));
    }
  }

  /** An attribute has one type in all keys of a table. */
  private void store(Store store) {
    Map<String, Store.Type> types = new LinkedHashMap<>();
    Stream.concat(
            Stream.concat(Stream.of(store.partitionKey()), store.sortKey().stream()),
            store.indexes().values().stream()
                .flatMap(
                    index ->
                        Stream.concat(Stream.of(index.partitionKey()), index.sortKey().stream())))
        .filter(key -> types.computeIfAbsent(key.name(), name -> key.type()) != key.type())
        .forEach(
            key ->
                error(
                    "attribute-types",
                    "stores." + store.id(),
                    store.position(),
                    "store %s: attribute '%s' is a key of two types"
                        .formatted(store.id(), key.name()),
                    "write the same type in the table's keys and in those of its indexes",
                    key.name()));
  }

  private void function(Function function) {
    function
        .onFailure()
        .ifPresent(
            stream ->
                error(
                    "not-on-aws",
                    "functions." + function.id() + ".onFailure",
                    function.handlerPosition(),
                    "function %s: Lambda cannot send failed calls to a Kafka stream"
                        .formatted(function.id()),
                    "leave onFailure out in this stage: its queue of dead letters takes them",
                    stream));
  }

  private void schedule(Schedule schedule) {
    if (schedule.target().kind() == Schedule.Kind.STREAM) {
      error(
          "not-on-aws",
          "schedules." + schedule.id(),
          schedule.position(),
          "schedule %s: EventBridge Scheduler cannot send to a Kafka stream"
              .formatted(schedule.id()),
          "let it call a function that sends to " + schedule.target().id(),
          schedule.target().id());
    }
  }

  private void job(Job job) {
    for (Node node : job.nodes().values()) {
      S3Path.text(node)
          .filter(path -> S3Path.parse(path).isEmpty())
          .ifPresent(
              path ->
                  error(
                      "local-path",
                      "jobs." + job.id() + ".nodes." + node.id() + ".path",
                      node.positions().getOrDefault("path", node.position()),
                      "node %s: '%s' is a path of this machine".formatted(node.id(), path),
                      "write s3a://BUCKET/FOLDER, or a parameter that this stage sets to it",
                      path));
    }
  }

  private void alarm(Alarm alarm) {
    Alarm.Metric metric = alarm.metric();
    boolean lag =
        metric.measure() == Alarm.Measure.LAG || metric.measure() == Alarm.Measure.LAG_TIME;
    if (lag && kafka.counted(pipeline.jobs().get(metric.id())).isEmpty()) {
      error(
          "not-on-aws",
          "alarms." + alarm.id() + ".metric",
          alarm.position(),
          "alarm %s: job %s reads no stream of the deployment's own cluster, whose lag MSK counts"
              .formatted(alarm.id(), metric.id()),
          "leave it out in this stage, or watch job.%s.rowsOut".formatted(metric.id()),
          metric.id());
    }
  }

  private void chains() {
    Map<String, List<Job>> chains = new Chains(pipeline).chains();
    Set<Set<String>> seen = new LinkedHashSet<>();
    chains.forEach(
        (first, jobs) -> {
          Set<String> ids = new LinkedHashSet<>();
          jobs.forEach(job -> ids.add(job.id()));
          if (!seen.add(ids)) {
            error(
                "several-beginnings",
                "jobs." + first,
                pipeline.jobs().get(first).position(),
                "job %s begins a chain that another job begins too".formatted(first),
                "a workflow of Glue has one beginning: let it come after that job",
                first);
          }
        });
  }

  /** A run finds them beside the definition: an archive has no place for others. */
  private void files() {
    pipeline
        .outside()
        .files()
        .forEach(
            (path, written) -> {
              if (!pipeline.jobs().isEmpty() && Path.of(path).isAbsolute()) {
                error(
                    "local-path",
                    "",
                    written,
                    "the path '%s' is one of this machine, and jobs run elsewhere".formatted(path),
                    "write it relative to the definition: ../FILE is well, too",
                    path);
              }
            });
  }

  private void environments() {
    FunctionPlans plans = new FunctionPlans(pipeline, kafka);
    for (Function function : pipeline.functions().values()) {
      int bytes =
          plans.plan(function).environment().entrySet().stream()
              .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
              .sum();
      if (bytes > MOST_ENVIRONMENT) {
        error(
            "environment-too-large",
            "functions." + function.id() + ".environment",
            function.handlerPosition(),
            "function %s has %d bytes of variables, those of Tidemill among them"
                .formatted(function.id(), bytes),
            "Lambda takes " + MOST_ENVIRONMENT + ": shorten its environment",
            String.valueOf(bytes));
      }
    }
  }

  /** Takes what is wrong. */
  interface Errors {

    void error(
        String code, String path, Position position, String message, String hint, String value);
  }

  private void error(
      String code, String path, Position position, String message, String hint, String value) {
    findings.add(
        new Finding(
            Severity.ERROR,
            code,
            path,
            message,
            hint,
            value,
            position,
            Optional.empty(),
            Optional.empty()));
  }
}
