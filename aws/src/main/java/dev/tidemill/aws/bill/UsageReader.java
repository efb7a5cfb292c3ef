package dev.tidemill.aws.bill;

import dev.tidemill.aws.bill.process.GlueWorker;
import dev.tidemill.aws.bill.stream.MskExpress;
import dev.tidemill.aws.bill.stream.MskProvisioned;
import dev.tidemill.aws.bill.stream.MskServerless;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.plan.Resource;
import dev.tidemill.aws.price.PriceKeys;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.Connection;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.Job;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Load;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a deployment of a pipeline uses in a month of one scenario. */
final class UsageReader {

  private static final double ASSUMED_BYTES = 500;
  private static final double ASSUMED_SECONDS = 0.02;
  private static final double ASSUMED_GIB_A_STORE = 0.1;
  private static final double ASSUMED_QUERIES = 1000;
  private static final double LEAST_GIB_A_QUERY = 10.0 / 1024;
  private static final double COMPRESSION = 0.25;
  private static final double LEFT_BY_AGGREGATES = 0.01;
  private static final double LOG_BYTES = 512;
  private static final double LOG_GIB_OF_A_RUN = 1;
  private static final double LOG_GIB_OF_BROKERS = 1;
  private static final double LOG_GIB_OF_A_NETWORK = 0.1;
  private static final double METRICS_OF_A_JOB = 9;
  private static final double BATCH_START_SECONDS = 40;
  private static final double LEAST_SECONDS = 60;
  private static final double COMPACTIONS = Month.HOURS;
  private static final int ZONES = 2;
  private static final int OBJECTS_OF_A_COMMIT = 15;

  private final Pipeline pipeline;
  private final Resources resources;
  private final Scenario scenario;
  private final Optional<Measured> measured;
  private final Flows flows;
  private final Instant now;

  UsageReader(
      Pipeline pipeline,
      Resources resources,
      Scenario scenario,
      Optional<Measured> measured,
      Instant now) {
    this.pipeline = pipeline;
    this.resources = resources;
    this.scenario = scenario;
    this.measured = measured;
    this.now = now;
    this.flows = Flows.of(pipeline, scenario, measured, now);
  }

  Usage read() {
    Traffic traffic = traffic();
    List<Usage.Run> runs = runs();
    Usage.Tables tables = tables();
    int keepers = (int) runs.stream().filter(Usage.Run::streaming).count();
    double fires =
        pipeline.schedules().values().stream()
            .filter(Schedule::enabled)
            .mapToDouble(each -> Fires.inAMonth(each.expression(), each.timezone(), now))
            .sum();
    return new Usage(
        stream(),
        traffic,
        runs,
        PriceKeys.GLUE_6,
        functions(),
        stores(),
        fires,
        keepers,
        tables,
        network(),
        watch(runs),
        keys(tables));
  }

  private Optional<StreamOption> stream() {
    if (!resources.of("AWS::MSK::ServerlessCluster").isEmpty()) {
      return Optional.of(new MskServerless());
    }
    return resources.of("AWS::MSK::Cluster").stream().findFirst().map(this::brokers);
  }

  private StreamOption brokers(Resource cluster) {
    String type = cluster.quantities().get("brokerType");
    int brokers = (int) Resources.number(cluster, "brokers");
    double gib = Resources.number(cluster, "storageBytes") / Month.GIB;
    return type.startsWith("express.")
        ? new MskExpress(type, brokers)
        : new MskProvisioned(type, brokers, pipeline.aws().network().zones(), gib);
  }

  /** Of all streams together: sizes, readers and retention weigh as much as their events. */
  private Traffic traffic() {
    double events = 0;
    double bytes = 0;
    double read = 0;
    double kept = 0;
    int partitions = 0;
    for (Stream stream : pipeline.streams().values()) {
      double rate = flows.stream(stream.id()).perSecond();
      double size = bytes(stream.id());
      events += rate;
      bytes += rate * size;
      read += rate * size * readers(stream.id());
      kept += rate * size * stream.retention().toSeconds();
      partitions += stream.partitions();
    }
    return bytes == 0
        ? new Traffic(0, ASSUMED_BYTES, 1, Math.max(1, partitions), Duration.ofDays(1))
        : new Traffic(
            events,
            bytes / events,
            read / bytes,
            partitions,
            Duration.ofSeconds(Math.round(kept / bytes)));
  }

  private double readers(String stream) {
    long jobs =
        pipeline.jobs().values().stream()
            .filter(job -> Streams.of(job, Node.Role.SOURCE).contains(stream))
            .count();
    long functions =
        pipeline.functions().values().stream()
            .map(function -> function.uses().get(stream))
            .filter(access -> access == Access.READ || access == Access.READ_WRITE)
            .count();
    return jobs + functions;
  }

  /** Bytes of one event: measured, given, or 500. */
  private double bytes(String stream) {
    Optional<Double> seen =
        measured
            .map(all -> all.streams().get(stream))
            .filter(messages -> messages.messages() > 0)
            .map(Measured.Messages::size);
    return seen.orElseGet(
        () -> {
          Load load = pipeline.load().get(stream);
          return load == null ? ASSUMED_BYTES : load.size().bytes();
        });
  }

  private List<Usage.Run> runs() {
    List<Usage.Run> runs = new ArrayList<>();
    for (Resource job : resources.of("AWS::Glue::Job")) {
      List<String> jobs = List.of(job.quantities().get("jobs").split(",", -1));
      boolean streaming = Boolean.parseBoolean(job.quantities().get("streaming"));
      double times = streaming ? 1 : timesOf(jobs.get(0));
      runs.add(
          new Usage.Run(
              job.id(),
              streaming,
              GlueWorker.of(job.quantities().get("workerType")).orElse(GlueWorker.G_1X),
              (int) Resources.number(job, "workers"),
              times,
              streaming ? Month.SECONDS : secondsOf(jobs.get(0), times),
              jobs.size(),
              streaming || isTriggered(jobs.get(0)) ? "" : ", one a day assumed"));
    }
    return runs;
  }

  /** Runs in a month: by schedules, after other jobs, else one a day is assumed. */
  private double timesOf(String id) {
    Job job = pipeline.jobs().get(id);
    double fires = flows.fires(Schedule.Kind.JOB, id);
    if (fires > 0 || !job.enabled()) {
      return job.enabled() ? fires : 0;
    }
    if (job.after().isPresent()) {
      return job.after().get().jobs().stream()
          .filter(before -> pipeline.jobs().get(before).every().isEmpty())
          .mapToDouble(this::timesOf)
          .max()
          .orElse(0);
    }
    return scenario.assumed(Month.DAYS);
  }

  /** Whether the definition says how often it runs. */
  private boolean isTriggered(String id) {
    Job job = pipeline.jobs().get(id);
    return !job.enabled() || job.after().isPresent() || flows.fires(Schedule.Kind.JOB, id) > 0;
  }

  /** 40 s to start and 20 MB in a second for what came since the last run; a minute at least. */
  private double secondsOf(String id, double times) {
    double bytes = 0;
    for (String stream : Streams.of(pipeline.jobs().get(id), Node.Role.SOURCE)) {
      bytes += flows.stream(stream).perMonth() * bytes(stream);
    }
    double work = times == 0 ? 0 : bytes / times / 20e6;
    return Math.max(LEAST_SECONDS, BATCH_START_SECONDS + work);
  }

  private List<Usage.Called> functions() {
    List<Usage.Called> called = new ArrayList<>();
    for (Function function : pipeline.functions().values()) {
      Optional<Measured.Calls> seen =
          measured
              .map(all -> all.functions().get(function.id()))
              .filter(calls -> calls.calls() > 0);
      Flow flow = flows.function(function.id());
      called.add(
          new Usage.Called(
              function.id(),
              flow.perMonth(),
              seen.map(calls -> calls.mean().toNanos() / 1e9)
                  .orElse(scenario.assumed(ASSUMED_SECONDS)),
              function.memory().megabytes(),
              function.aws().architecture() == FunctionAws.Architecture.ARM64,
              flow.origin(),
              seen.isPresent() ? " measured" : " assumed"));
    }
    return called;
  }

  private List<Usage.Stored> stores() {
    List<Usage.Stored> stored = new ArrayList<>();
    for (Store store : pipeline.stores().values()) {
      double writes = 0;
      double reads = 0;
      for (Function function : pipeline.functions().values()) {
        Access access = function.uses().get(store.id());
        double calls = flows.function(function.id()).perMonth();
        writes += access == null || access == Access.READ ? 0 : calls;
        reads += access == null || access == Access.WRITE ? 0 : calls;
      }
      double indexed = 1 + store.indexes().size();
      stored.add(
          new Usage.Stored(
              store.id(), writes * indexed, reads, scenario.assumed(ASSUMED_GIB_A_STORE)));
    }
    return stored;
  }

  private Usage.Tables tables() {
    double gib = 0;
    double commits = 0;
    double kept = 0;
    for (Job job : pipeline.jobs().values()) {
      long targets =
          job.nodes(Node.Role.TARGET).stream().filter(node -> node.kind().equals("table")).count();
      double events = 0;
      double bytes = 0;
      for (String stream : Streams.of(job, Node.Role.SOURCE)) {
        events += flows.stream(stream).perMonth();
        bytes += flows.stream(stream).perMonth() * bytes(stream);
      }
      boolean aggregates =
          job.nodes(Node.Role.TRANSFORM).stream().anyMatch(node -> node.kind().equals("aggregate"));
      gib += bytes * targets * COMPRESSION * (aggregates ? LEFT_BY_AGGREGATES : 1) / Month.GIB;
      double windows = job.every().map(Month::times).orElseGet(() -> timesOf(job.id()));
      commits += Math.min(windows, events == 0 ? windows : events) * targets;
      kept += job.every().isPresent() ? targets : 0;
    }
    String origin = "a month's rows at a quarter of their size; each month adds it";
    return new Usage.Tables(
        gib,
        commits,
        kept * COMPACTIONS,
        scenario.assumed(ASSUMED_QUERIES),
        Math.max(LEAST_GIB_A_QUERY, gib / Month.DAYS),
        origin);
  }

  private Usage.Network network() {
    List<Resource> endpoints = resources.of("AWS::EC2::VPCEndpoint");
    int zones = endpoints.isEmpty() ? ZONES : (int) Resources.number(endpoints.get(0), "zones");
    return new Usage.Network(
        zones,
        endpoints.stream().map(Resource::id).toList(),
        !resources.of("AWS::EC2::NatGateway").isEmpty());
  }

  private Usage.Watch watch(List<Usage.Run> runs) {
    double alarms =
        resources.of("AWS::CloudWatch::Alarm").stream()
            .mapToDouble(alarm -> Resources.number(alarm, "metrics"))
            .sum();
    double calls =
        pipeline.functions().keySet().stream()
            .mapToDouble(id -> flows.function(id).perMonth())
            .sum();
    double batches =
        pipeline.jobs().values().stream()
            .flatMap(job -> job.every().stream())
            .mapToDouble(Month::times)
            .sum();
    double others =
        resources.of("AWS::MSK::Cluster").size() * LOG_GIB_OF_BROKERS
            + resources.of("AWS::EC2::VPC").size() * LOG_GIB_OF_A_NETWORK;
    long endless = runs.stream().filter(Usage.Run::streaming).count();
    return new Usage.Watch(
        pipeline.jobs().size() * METRICS_OF_A_JOB + pipeline.streams().size(),
        alarms,
        calls * LOG_BYTES / Month.GIB,
        batches * LOG_BYTES / Month.GIB + scenario.assumed(endless * LOG_GIB_OF_A_RUN),
        scenario.assumed(others),
        pipeline.aws().logRetention().toSeconds() / Month.SECONDS);
  }

  /** A user of MSK takes a secret, and a key for it unless the deployment is given one. */
  private Usage.Keys keys(Usage.Tables tables) {
    boolean user =
        pipeline.aws().streams() instanceof AwsStreams.Provisioned brokers
            && brokers.authentication() == AwsStreams.Authentication.SCRAM
            && !resources.of("AWS::MSK::Cluster").isEmpty();
    boolean given = pipeline.aws().encryptionKey().isPresent();
    double requests = given ? (tables.commits() + tables.rewrites()) * OBJECTS_OF_A_COMMIT : 0;
    return new Usage.Keys(user && !given ? 1 : 0, requests, secrets() + (user ? 1 : 0));
  }

  /** Those that functions and connections name; each is one in Secrets Manager. */
  private int secrets() {
    Set<String> names = new TreeSet<>();
    pipeline
        .functions()
        .values()
        .forEach(f -> f.environment().values().forEach(t -> add(t, names)));
    for (Connection connection : pipeline.connections().values()) {
      KafkaConnection kafka = (KafkaConnection) connection;
      kafka.username().ifPresent(template -> add(template, names));
      kafka.password().ifPresent(template -> add(template, names));
      kafka.clientKey().ifPresent(template -> add(template, names));
    }
    return names.size();
  }

  private static void add(Template template, Set<String> names) {
    for (Template.Part part : template.parts()) {
      if (part instanceof Template.Part.Secret secret) {
        names.add(secret.name());
      }
    }
  }
}
