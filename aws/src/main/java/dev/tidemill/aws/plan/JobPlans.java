package dev.tidemill.aws.plan;

import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.Job;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Names;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Jobs on Glue: those with {@code every} in one run that has no end, each other in runs of its own.
 */
final class JobPlans {

  /** The object of the generated script. */
  static final String SCRIPT_CLASS = "GlueApp";

  /** The longest that Glue lets a run take, and what it is without a timeout of its own. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Pipeline pipeline;
  private final Names names;
  private final KafkaPlan kafka;
  private final Map<String, String> set;

  JobPlans(Pipeline pipeline, KafkaPlan kafka, Map<String, String> set) {
    this.pipeline = pipeline;
    this.names = pipeline.names();
    this.kafka = kafka;
    this.set = set;
  }

  List<GlueJob> plan() {
    List<GlueJob> jobs = new ArrayList<>();
    List<Job> together = shared();
    if (!together.isEmpty()) {
      jobs.add(shared(together));
    }
    pipeline.jobs().values().stream()
        .filter(job -> !together.contains(job) && (job.every().isEmpty() || job.enabled()))
        .map(this::alone)
        .forEach(jobs::add);
    return jobs;
  }

  /** Those of the shared run. */
  List<Job> shared() {
    return pipeline.jobs().values().stream()
        .filter(job -> job.every().isPresent() && job.enabled() && job.aws().shared())
        .toList();
  }

  /** It is called as the stage is; no job can be, since its id would follow. */
  private GlueJob shared(List<Job> jobs) {
    String name = pipeline.id() + "-" + pipeline.stage();
    boolean inside =
        kafka.isInNetwork(jobs.stream().flatMap(job -> touched(job).stream()).toList());
    Map<String, String> arguments = arguments(name, jobs);
    return new GlueJob(
        GlueJob.SHARED,
        name,
        jobs.stream().map(Job::id).toList(),
        true,
        pipeline.aws().glue(),
        Optional.empty(),
        0,
        1,
        Optional.empty(),
        inside,
        arguments,
        role("Jobs", name, jobs, inside));
  }

  private GlueJob alone(Job job) {
    String name = names.physical(job.id());
    boolean streaming = job.every().isPresent();
    boolean inside = kafka.isInNetwork(touched(job));
    GlueSettings settings =
        !streaming && job.aws().workerType().equals(GlueSettings.DEFAULT.workerType())
            ? new GlueSettings(
                false,
                GlueSettings.BATCH.workerType(),
                job.aws().workers(),
                job.aws().maintenanceWindow())
            : job.aws();
    return new GlueJob(
        job.id(),
        name,
        List.of(job.id()),
        streaming,
        settings,
        streaming ? Optional.empty() : Optional.of(job.timeout().orElse(LONGEST)),
        streaming ? 0 : job.retries(),
        streaming ? 1 : job.maxConcurrentRuns(),
        job.notifyDelayAfter(),
        inside,
        arguments(name, List.of(job)),
        role("Job-" + job.id(), name, List.of(job), inside));
  }

  /**
   * Full names only: since Glue 6.0 none may be <a
   * href="https://docs.aws.amazon.com/glue/latest/dg/migrating-version-60.html">abbreviated</a>.
   */
  private Map<String, String> arguments(String name, List<Job> jobs) {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--job-language", "scala");
    arguments.put("--class", SCRIPT_CLASS);
    arguments.put("--extra-jars", Ref.assetUrl(Ref.ENGINE_ASSET));
    arguments.put("--datalake-formats", "iceberg");
    arguments.put("--TempDir", "s3://" + Ref.LAKE + "/temp/");
    arguments.put("--custom-logGroup-prefix", GlueJob.logPrefix(name));
    arguments.put("--tidemill-definition", Ref.assetUrl(Ref.DEFINITION_ASSET));
    arguments.put("--tidemill-stage", pipeline.stage());
    set.forEach((parameter, value) -> arguments.put("--tidemill-set." + parameter, value));
    pipeline
        .outside()
        .variables()
        .forEach((variable, value) -> arguments.put("--tidemill-env." + variable, value));
    arguments.put("--tidemill-jobs", String.join(",", jobs.stream().map(Job::id).toList()));
    arguments.put("--tidemill-lake", "s3://" + Ref.LAKE + "/" + Deployment.WAREHOUSE);
    arguments.put("--tidemill-catalog", "glue");
    pipeline
        .aws()
        .encryptionKey()
        .ifPresent(
            key -> {
              arguments.put("--tidemill-catalog.s3.sse.key", key);
              arguments.put("--tidemill-catalog.s3.sse.type", "kms");
            });
    jobs.stream()
        .flatMap(job -> touched(job).stream())
        .filter(stream -> stream.connection().isEmpty())
        .findFirst()
        .ifPresent(
            stream ->
                kafka
                    .clientSettings(stream)
                    .forEach((key, value) -> arguments.put("--tidemill-kafka." + key, value)));
    secrets(jobs)
        .forEach(
            secret ->
                arguments.put("--tidemill-secret." + secret, Secrets.reference(names, secret)));
    if (jobs.get(0).every().isPresent()) {
      arguments.put("--tidemill-watch", "s3://" + Ref.LAKE + "/" + Deployment.WATCHED);
      arguments.put("--tidemill-watch-for", Ref.DIGEST);
    }
    return arguments;
  }

  /** Those of the connections whose streams the jobs touch: the engine reads the definition. */
  private Set<String> secrets(List<Job> jobs) {
    Set<String> secrets = new TreeSet<>();
    jobs.stream()
        .flatMap(job -> touched(job).stream())
        .flatMap(stream -> stream.connection().stream())
        .map(id -> (KafkaConnection) pipeline.connections().get(id))
        .flatMap(
            connection ->
                java.util.stream.Stream.of(
                        connection.username(), connection.password(), connection.clientKey())
                    .flatMap(Optional::stream))
        .flatMap(Secrets::names)
        .forEach(secrets::add);
    return secrets;
  }

  List<Stream> touched(Job job) {
    List<Stream> streams = new ArrayList<>(kafka.streams(job, Node.Role.SOURCE));
    streams.addAll(kafka.streams(job, Node.Role.TARGET));
    return streams;
  }

  private Role role(String id, String glueName, List<Job> jobs, boolean inside) {
    List<Statement> statements = new ArrayList<>();
    JobRights rights = new JobRights(pipeline, glueName);
    statements.add(rights.logs());
    statements.addAll(rights.assets(jobs.get(0).every().isPresent()));
    statements.addAll(rights.lake());
    statements.addAll(rights.files(jobs));
    statements.addAll(rights.catalog(jobs));
    if (inside) {
      statements.addAll(rights.network());
    }
    statements.addAll(rights.key());
    statements.addAll(streams(jobs).statements());
    return new Role(id, "glue.amazonaws.com", new LinkedHashMap<>(), statements);
  }

  private KafkaRights streams(List<Job> jobs) {
    KafkaRights rights = new KafkaRights(kafka);
    for (Job job : jobs) {
      // Spark makes the names of the groups that it reads with, and commits nothing in them.
      List<String> groups = List.of(names.physical(job.id()), "spark-kafka-relation-*");
      kafka.streams(job, Node.Role.SOURCE).forEach(stream -> rights.reads(stream, groups));
      kafka
          .streams(job, Node.Role.TARGET)
          .forEach(
              stream ->
                  rights.writesWithBookmark(
                      stream, names.physical(job.id()) + "-" + stream.topic()));
    }
    return rights;
  }
}
