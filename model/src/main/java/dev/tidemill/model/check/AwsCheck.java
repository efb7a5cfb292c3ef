package dev.tidemill.model.check;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.Position;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import java.util.List;
import java.util.Optional;

/** What AWS would refuse, or would not bear, of the cluster of streams and of the runs of jobs. */
final class AwsCheck {

  private static final String STREAMS = "aws.streams";

  private final ResolvedDefinition definition;
  private final Findings findings;
  private final Fields aws;
  private final Fields streams;

  AwsCheck(ResolvedDefinition definition) {
    this.definition = definition;
    this.findings = definition.findings();
    this.aws = definition.block("aws");
    this.streams = aws.fields("streams");
  }

  void check() {
    key();
    definition.block("jobs").things().forEach(this::job);
    if (definition.root().isGiven("aws") && streams.text("type").orElse("").equals("msk")) {
      zones();
      storage();
      connections();
    }
  }

  /** A key serves its own region. */
  private void key() {
    Optional<String> region = aws.text("region");
    Optional<String> arn = aws.text("encryption").filter(word -> word.startsWith("arn:"));
    if (region.isPresent()
        && arn.isPresent()
        && !arn.get().split(":", -1)[3].equals(region.get())) {
      findings.error(
          "bad-region",
          new At("aws.encryption", aws.get("encryption").orElseThrow().position(), arn.get()),
          "the KMS key is not in " + region.get(),
          "name one of the region of the deployment");
    }
  }

  /**
   * Brokers are spread evenly.
   *
   * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html">Best
   *     practices of Amazon MSK</a>
   */
  private void zones() {
    Fields network = aws.fields("network");
    String key = network.isGiven("subnets") ? "subnets" : "zones";
    long zones =
        network.isGiven("subnets")
            ? network.items("subnets").values().size()
            : network.leaf("zones", Long.class).orElse(2L);
    long brokers = streams.leaf("brokers", Long.class).orElse(zones);
    if (zones < 2 || zones > 3) {
      findings.error(
          "brokers-zones",
          new At("aws.network." + key, position(network, key), String.valueOf(zones)),
          "Amazon MSK spans two or three zones, not " + zones,
          "write two or three " + key);
    } else if (brokers % zones != 0) {
      boolean given = streams.isGiven("brokers");
      findings.error(
          "brokers-zones",
          given
              ? new At(STREAMS + ".brokers", position(streams, "brokers"), "" + brokers)
              : new At("aws.network." + key, position(network, key), "" + zones),
          brokers + " brokers cannot be spread evenly over " + zones + " zones",
          "write brokers: " + (brokers / zones + 1) * zones);
    }
  }

  private void storage() {
    boolean express = streams.text("brokerType").orElse("").startsWith("express.");
    BrokerStorage storage = BrokerStorage.of(definition, streams);
    if (storage.given().isPresent()) {
      given(storage, express);
    } else if (!express && storage.asked() > BrokerStorage.MOST) {
      findings.error(
          "storage",
          new At(STREAMS, position(aws, "streams"), ""),
          "the load asks for disks of %,d GB, brokers have at most %,d GB"
              .formatted(storage.asked(), BrokerStorage.MOST),
          "write more brokers, a shorter retention, or storage: with less in reserve");
    }
  }

  private void given(BrokerStorage storage, boolean express) {
    DataSize size = storage.size();
    At at = new At(STREAMS + ".storage", position(streams, "storage"), size.toString());
    long whole = (size.bytes() + DataSize.ofGigabytes(1).bytes() - 1) >> 30;
    if (express) {
      findings.error(
          "storage", at, "express brokers have no disks of their own", "leave storage out");
    } else if (!size.equals(DataSize.ofGigabytes(whole))) {
      findings.error(
          "storage",
          at,
          "storage: " + size + " is not whole gigabytes",
          "write " + DataSize.ofGigabytes(whole));
    } else if (storage.held() > size.bytes()) {
      findings.warning(
          "storage",
          at,
          "a broker would hold %,d GB at this load, not %,d GB"
              .formatted((long) Math.ceil(storage.held() / DataSize.ofGigabytes(1).bytes()), whole),
          "write storage: " + storage.asked() + "GB, or a shorter retention");
    }
  }

  /**
   * When calls come again after a pause, each of the first second starts an instance of its
   * function, which connects to every broker.
   *
   * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/limits.html">Quotas of
   *     Amazon MSK</a>
   */
  private void connections() {
    boolean small = streams.text("brokerType").orElse("").equals("kafka.t3.small");
    if (!small || !streams.text("authentication").orElse("").equals("iam")) {
      return;
    }
    Fields load = definition.block("load");
    Fields functions = definition.block("functions");
    double starts =
        functions.things().entrySet().stream()
            .filter(function -> usesStream(function.getValue()))
            .mapToDouble(function -> starts(function.getValue(), load.fields(function.getKey())))
            .sum();
    if (starts > 4) {
      findings.warning(
          "iam-connections",
          new At(STREAMS, position(aws, "streams"), ""),
          "functions may open %,d connections a second, a kafka.t3.small takes 4 with IAM"
              .formatted((long) Math.ceil(starts)),
          "write brokerType: kafka.m7g.large, authentication: scram, or concurrency: on functions");
    }
  }

  private boolean usesStream(Fields function) {
    return definition.block("streams").things().entrySet().stream()
        .filter(stream -> !stream.getValue().isGiven("connection"))
        .anyMatch(
            stream ->
                function.fields("uses").isGiven(stream.getKey())
                    || function.text("executionLog").orElse("").equals(stream.getKey()));
  }

  private static double starts(Fields function, Fields load) {
    double most = function.leaf("concurrency", Long.class).orElse(Long.MAX_VALUE);
    double calls = Math.max(BrokerStorage.rate(load, "rate"), BrokerStorage.rate(load, "peak"));
    return Math.min(most, calls);
  }

  /** One small worker takes streaming runs only, and so do some settings. */
  private void job(String id, Fields job) {
    Fields own = job.fields("aws");
    String path = "jobs." + id + ".aws.";
    boolean shared = own.leaf("shared", Boolean.class).orElse(false);
    if (job.isGiven("every")) {
      List.of("workerType", "workers", "maintenanceWindow").stream()
          .filter(key -> shared && own.isGiven(key))
          .forEach(
              key ->
                  noEffect(
                      path + key,
                      own.keys().get(key),
                      "'" + key + "' changes nothing in the shared run",
                      "write it to aws.glue, or leave shared out"));
      return;
    }
    if (own.text("workerType").orElse("").equals(GlueSettings.STREAMING_WORKER)) {
      findings.error(
          "worker-type",
          new At(path + "workerType", position(own, "workerType"), GlueSettings.STREAMING_WORKER),
          "G.025X takes streaming runs only, and job " + id + " has no 'every'",
          "write G.1X, or leave it out");
    }
    if (shared) {
      noEffect(
          path + "shared",
          own.keys().get("shared"),
          "job " + id + " is not in the shared run: it has no 'every'",
          "leave it out");
    }
    if (own.isGiven("maintenanceWindow")) {
      noEffect(
          path + "maintenanceWindow",
          own.keys().get("maintenanceWindow"),
          "job " + id + " ends by itself: it has no 'every'",
          "leave it out");
    }
  }

  private void noEffect(String path, Position position, String message, String hint) {
    findings.warning("no-effect", new At(path, position, ""), message, hint);
  }

  /** Where a value stands, else the thing that it belongs to. */
  private static Position position(Fields fields, String key) {
    return fields.get(key).map(Value::position).orElse(fields.position());
  }
}
