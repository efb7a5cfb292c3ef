package dev.tidemill.model.read;

import dev.tidemill.model.AwsSettings;
import dev.tidemill.model.AwsSettings.Athena;
import dev.tidemill.model.AwsSettings.Network;
import dev.tidemill.model.AwsSettings.Removal;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.FunctionAws.Architecture;
import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.Position;
import dev.tidemill.model.check.BrokerStorage;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.resolve.ResolvedDefinition;
import java.time.Duration;
import java.util.Optional;

/** Makes what only AWS knows of the pipeline, its functions and its jobs. */
final class AwsBuilder {

  private final ResolvedDefinition definition;
  private final Fields aws;
  private final GlueSettings glue;

  AwsBuilder(ResolvedDefinition definition) {
    this.definition = definition;
    this.aws = definition.root().fields("aws");
    this.glue = glue(aws.fields("glue"));
  }

  AwsSettings build() {
    Position position = definition.root().keys().getOrDefault("aws", aws.position());
    return new AwsSettings(
        aws.text("region"),
        aws.text("account"),
        streams(aws.fields("streams")),
        glue,
        new Athena(aws.fields("athena").leaf("scanLimit", DataSize.class).orElseThrow()),
        network(aws.fields("network")),
        aws.text("encryption").filter(word -> !word.equals("aws")),
        Leafs.word(Removal.class, aws, "removal"),
        logRetention(aws),
        aws.text("alarms").orElseThrow().equals("standard"),
        Leafs.texts(aws.fields("tags")),
        position);
  }

  private AwsStreams streams(Fields streams) {
    return switch (streams.text("type").orElseThrow()) {
      case "msk" ->
          new AwsStreams.Provisioned(
              streams.text("brokerType").orElseThrow(),
              number(streams, "brokers"),
              BrokerStorage.of(definition, streams).size(),
              Leafs.word(Authentication.class, streams, "authentication"));
      case "msk-serverless" -> new AwsStreams.Serverless();
      case "kinesis" -> new AwsStreams.Kinesis();
      default -> new AwsStreams.Existing(streams.text("connection").orElseThrow());
    };
  }

  private static GlueSettings glue(Fields glue) {
    return new GlueSettings(
        glue.leaf("shared", Boolean.class).orElseThrow(),
        glue.text("workerType").orElseThrow(),
        number(glue, "workers"),
        glue.text("maintenanceWindow"));
  }

  private static Network network(Fields network) {
    return new Network(
        network.text("vpc"),
        network.items("subnets").leaves(String.class),
        number(network, "zones"));
  }

  private static Duration logRetention(Fields fields) {
    return fields.leaf("logRetention", Duration.class).orElseThrow();
  }

  private static int number(Fields fields, String key) {
    return fields.leaf(key, Long.class).orElseThrow().intValue();
  }

  static FunctionAws function(Fields own) {
    return new FunctionAws(
        own.leaf("snapStart", Boolean.class).orElseThrow(),
        Leafs.word(Architecture.class, own, "architecture"),
        own.leaf("internet", Boolean.class).orElseThrow(),
        logRetention(own));
  }

  /**
   * A job with settings of its own has a run of its own. What it does not say, {@code aws.glue}
   * says, but for the worker that takes streaming runs only.
   */
  GlueSettings job(Fields job) {
    Fields own = job.fields("aws");
    boolean streaming = job.isGiven("every");
    boolean alone = !own.keys().isEmpty() || !glue.shared();
    if (streaming && own.leaf("shared", Boolean.class).orElse(!alone)) {
      return new GlueSettings(true, glue.workerType(), glue.workers(), glue.maintenanceWindow());
    }
    boolean streamsOnly = glue.workerType().equals(GlueSettings.STREAMING_WORKER);
    String worker = !streaming && streamsOnly ? GlueSettings.BATCH.workerType() : glue.workerType();
    return new GlueSettings(
        false,
        own.text("workerType").orElse(worker),
        own.leaf("workers", Long.class).map(Long::intValue).orElse(glue.workers()),
        streaming ? own.text("maintenanceWindow").or(glue::maintenanceWindow) : Optional.empty());
  }
}
