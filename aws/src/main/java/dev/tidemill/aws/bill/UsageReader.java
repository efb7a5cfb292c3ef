package dev.tidemill.aws.bill;

import dev.tidemill.aws.plan.Resource;
import dev.tidemill.aws.price.PriceKeys;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.Connection;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Store;
import dev.tidemill.model.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a deployment of a pipeline uses in a month of one scenario. */
final class UsageReader {

  private static final double ASSUMED_SECONDS = 0.02;
  private static final double ASSUMED_GIB_A_STORE = 0.1;
  private static final double LOG_BYTES = 512;
  private static final double LOG_GIB_OF_A_RUN = 1;
  private static final double LOG_GIB_OF_BROKERS = 1;
  private static final double LOG_GIB_OF_A_NETWORK = 0.1;
  private static final double GIB_OF_AN_ENDPOINT = 1;
  private static final double GIB_OF_A_NAT = 10;
  private static final double METRICS_OF_A_JOB = 9;
  private static final int OBJECTS_OF_A_COMMIT = 15;

  private final Pipeline pipeline;
  private final Resources resources;
  private final Scenario scenario;
  private final Optional<Measured> measured;
  private final Flows flows;
  private final Basis basis;
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
    this.basis = new Basis(pipeline, resources, scenario, measured, flows);
  }

  Usage read() {
    StreamUsage streams = new StreamUsage(basis);
    RunUsage glue = new RunUsage(basis);
    List<Usage.Run> runs = glue.runs();
    Usage.Tables tables = TableUsage.of(basis, glue);
    int keepers = (int) runs.stream().filter(Usage.Run::streaming).count();
    double fires =
        pipeline.schedules().values().stream()
            .filter(Schedule::enabled)
            .mapToDouble(each -> Fires.inAMonth(each.expression(), each.timezone(), now))
            .sum();
    return new Usage(
        streams.option(),
        streams.traffic(),
        streams.ownTraffic(),
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

  private List<Usage.Called> functions() {
    List<Usage.Called> called = new ArrayList<>();
    for (Function function : pipeline.functions().values()) {
      Optional<Measured.Calls> seen = measured.map(all -> all.functions().get(function.id()));
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
      int indexes = store.indexes().size();
      stored.add(
          new Usage.Stored(
              store.id(),
              writes * (1 + indexes),
              reads,
              scenario.assumed(ASSUMED_GIB_A_STORE),
              indexes));
    }
    return stored;
  }

  private Usage.Network network() {
    return new Usage.Network(
        pipeline.aws().network().zones(),
        resources.of("AWS::EC2::VPCEndpoint").stream().map(Resource::id).toList(),
        scenario.assumed(GIB_OF_AN_ENDPOINT),
        !resources.of("AWS::EC2::NatGateway").isEmpty(),
        scenario.assumed(GIB_OF_A_NAT));
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
    double filters = resources.of("AWS::Logs::MetricFilter").size();
    return new Usage.Watch(
        pipeline.jobs().size() * METRICS_OF_A_JOB + pipeline.streams().size() + filters,
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
